package dev.tidemark.app.settings;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A store that gets all that the primary store gets. {@code TIDEMARK_MIRRORS} names them, separated by commas; the settings of the mirror {@code analytics} are {@code TIDEMARK_MIRROR_ANALYTICS_TYPE} and so
 * on, as those of the primary are {@code TIDEMARK_STORAGE_TYPE} and so on.
 *
 * @param name by which questions, metrics and the log's cursors call it
 */
public record MirrorSettings(String name, StoreSettings store) {
    private static final String MIRRORS = "TIDEMARK_MIRRORS";
    private static final String PREFIX = "TIDEMARK_MIRROR_";
    private static final String DIRECTORY = "DIRECTORY";
    private static final String COLD_VOLUME = "COLD_VOLUME";
    private static final String NAME = "[a-z][a-z0-9]{0,30}";

    public MirrorSettings {
        requireNonNull(name, "name is null");
        requireNonNull(store, "store is null");
    }

    static List<MirrorSettings> read(SettingsReader reader, StoreSettings primary, Path dataDirectory) {
        List<MirrorSettings> mirrors = new ArrayList<>();
        for (String name : reader.checked(MIRRORS, MirrorSettings::names).orElse(List.of())) {
            mirrors.add(new MirrorSettings(name, store(reader, name, dataDirectory)));
        }
        requireApart(reader, primary, mirrors);
        return mirrors;
    }

    private static List<String> names(String text) {
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        List<String> types =
                Arrays.stream(StorageType.values()).map(StorageType::label).toList();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!name.matches(NAME)) {
                throw new IllegalArgumentException("'" + name
                        + "' is no name, expected names of a-z and 0-9, beginning with a letter, with commas between");
            }
            if (types.contains(name)) {
                throw new IllegalArgumentException(
                        "'" + name + "' is a type of store, by which the primary is called; expected another name");
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException("'" + name + "' is there twice, expected each name once");
            }
        }
        return names;
    }

    private static StoreSettings store(SettingsReader reader, String name, Path dataDirectory) {
        String prefix = prefix(name);
        String setting = prefix + StoreSettings.TYPE;
        if (reader.text(setting).isEmpty()) {
            reader.wrong(
                    setting,
                    "one of: "
                            + Stream.of(StorageType.values())
                                    .map(StorageType::label)
                                    .collect(Collectors.joining(", ")));
        }
        StorageType type = reader.choice(setting, StorageType.EMBEDDED);
        boolean isEmbedded = type == StorageType.EMBEDDED;
        Path directory =
                reader.path(prefix + DIRECTORY, dataDirectory.resolve("mirrors").resolve(name));
        Optional<String> volume = type != StorageType.CLICKHOUSE
                ? Optional.empty()
                : RetentionSettings.mirrorVolume(reader, prefix + COLD_VOLUME);
        if (reader.text(setting).isPresent()) {
            StoreSettings.refuseUnused(reader, type, prefix, prefix);
            String reason = "as the store is " + type.label() + "; leave it out";
            if (!isEmbedded) {
                reader.unused(prefix + DIRECTORY, reason);
            }
            if (type != StorageType.CLICKHOUSE) {
                reader.unused(prefix + COLD_VOLUME, reason);
            }
        }
        return new StoreSettings(
                type,
                EmbeddedSettings.read(reader, prefix, directory),
                ServerStoreSettings.read(reader, prefix, type, false),
                volume);
    }

    /** Two that write to one store would write everything twice. */
    private static void requireApart(SettingsReader reader, StoreSettings primary, List<MirrorSettings> mirrors) {
        Map<String, StoreSettings> earlier = new LinkedHashMap<>();
        earlier.put("the primary", primary);
        for (MirrorSettings mirror : mirrors) {
            Set<String> places = places(mirror.store());
            earlier.forEach((owner, store) -> {
                if (!Collections.disjoint(places, places(store))) {
                    String which = mirror.store().type() == StorageType.EMBEDDED ? DIRECTORY : "DATABASE";
                    reader.wrong(prefix(mirror.name()) + which, "a place of its own: there is the store of " + owner);
                }
            });
            earlier.put("the mirror " + mirror.name(), mirror.store());
        }
    }

    /** A process that answers has to know how far mirrors are. An embedded store belongs to one process, and to ask it there that one has to fill it. */
    static void check(SettingsReader reader, List<MirrorSettings> mirrors, LogType log, Set<Role> roles) {
        if (roles.contains(Role.DELIVER) == roles.contains(Role.QUERY)) {
            return;
        }
        if (log == LogType.LOCAL && !mirrors.isEmpty()) {
            reader.wrong(
                    MIRRORS,
                    "nothing, as TIDEMARK_ROLES parts deliver and query, and the log is local files by which only the process that delivers knows mirrors; leave it out here, or have the log in Kafka (TIDEMARK_LOG_TYPE=kafka) in all processes");
            return;
        }
        mirrors.stream()
                .filter(mirror -> mirror.store().type() == StorageType.EMBEDDED)
                .forEach(
                        mirror -> reader.wrong(
                                prefix(mirror.name()) + StoreSettings.TYPE,
                                "a store in a server, as an embedded one belongs to one process and TIDEMARK_ROLES parts deliver and query; leave the mirror out here, or choose another type"));
    }

    private static Set<String> places(StoreSettings store) {
        return store.places(file -> file.toAbsolutePath().normalize().toString());
    }

    /** Whether a setting is one of a mirror that there is not. */
    static boolean isOfNone(String setting, List<MirrorSettings> mirrors) {
        return setting.startsWith(PREFIX)
                && mirrors.stream().noneMatch(mirror -> setting.startsWith(prefix(mirror.name())));
    }

    private static String prefix(String name) {
        return PREFIX + name.toUpperCase(Locale.ROOT) + "_";
    }
}
