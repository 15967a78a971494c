package dev.tidemark.app.settings;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One store, of whatever kind.
 *
 * @param embedded counts where the type is embedded
 * @param server counts for all other types
 * @param coldVolume where events go that are not hot any more
 */
public record StoreSettings(
        StorageType type, EmbeddedSettings embedded, ServerStoreSettings server, Optional<String> coldVolume) {
    static final String TYPE = "TYPE";
    private static final String PRIMARY = "TIDEMARK_STORAGE_";
    private static final String PRIMARY_EMBEDDED = "TIDEMARK_EMBEDDED_";

    public StoreSettings {
        requireNonNull(type, "type is null");
        requireNonNull(embedded, "embedded is null");
        requireNonNull(server, "server is null");
        requireNonNull(coldVolume, "coldVolume is null");
    }

    /** The volume is not read here, as it depends on ages. */
    static StoreSettings primary(SettingsReader reader, StorageType type, Path directory) {
        refuseUnused(reader, type, PRIMARY, PRIMARY_EMBEDDED);
        return new StoreSettings(
                type,
                EmbeddedSettings.read(reader, PRIMARY_EMBEDDED, directory),
                ServerStoreSettings.read(reader, PRIMARY, type, true),
                Optional.empty());
    }

    /**
     * A setting of a store of another kind would else seem to have an effect.
     *
     * @param prefix of the store's settings
     * @param prefixIfEmbedded of those of an embedded store
     */
    static void refuseUnused(SettingsReader reader, StorageType type, String prefix, String prefixIfEmbedded) {
        String setting = prefix + TYPE;
        if (!reader.isChoice(setting, StorageType.class)) {
            return; // which kind is meant is to be said first
        }
        if (type == StorageType.EMBEDDED) {
            refuse(
                    reader,
                    prefix,
                    ServerStoreSettings.NAMES,
                    "as the store is embedded and has no server; leave it out, or choose another store by " + setting);
        } else {
            if (type.isPostgreSql()) {
                refuse(
                        reader,
                        prefix,
                        ServerStoreSettings.OF_CLICKHOUSE,
                        "as the store is " + type.label() + "; leave it out");
            }
            refuse(
                    reader,
                    prefixIfEmbedded,
                    EmbeddedSettings.NAMES,
                    "as the store is " + type.label() + "; leave it out, or set " + setting + " to embedded");
        }
    }

    private static void refuse(SettingsReader reader, String prefix, List<String> names, String reason) {
        names.forEach(name -> reader.unused(prefix + name, reason));
    }

    /**
     * Where it keeps its events; two stores of which any are the same are one.
     *
     * @param files how files are written
     */
    public Set<String> places(Function<Path, String> files) {
        return switch (type) {
            case EMBEDDED -> Set.of(type.label() + " " + files.apply(embedded.file()));
            case CLICKHOUSE, TIMESCALE, CITUS ->
                server.urls().stream()
                        .map(url -> type.label() + " " + url.getScheme() + "://" + url.getAuthority() + " "
                                + server.database())
                        .collect(Collectors.toUnmodifiableSet());
        };
    }
}
