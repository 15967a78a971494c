package dev.tidemark.app.settings;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.ingestion.validation.EventRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything an operator has set, checked.
 *
 * @param roles what this process does
 * @param kafka counts where the log is in Kafka
 * @param mirrors what else gets all that the store gets
 * @param rules what events must be like, beyond the field catalogue
 * @param rollups kept beside the built-in ones
 * @param framework keys of the settings file that are not ours; they are handed to the framework as they are
 * @param warnings lines to log at the start: settings that nobody knows
 */
public record Settings(
        Path dataDirectory,
        HttpSettings http,
        StorageType storage,
        EmbeddedSettings embedded,
        ServerStoreSettings serverStore,
        TimescaleSettings timescale,
        RetentionSettings retention,
        Set<Role> roles,
        LogSettings log,
        KafkaLogSettings kafka,
        LimitSettings limits,
        DeliverySettings delivery,
        QuerySettings query,
        ControlSettings control,
        BootstrapSettings bootstrap,
        LoggingSettings logging,
        List<MirrorSettings> mirrors,
        List<EventRule> rules,
        List<RollupDefinition> rollups,
        Map<String, Object> framework,
        List<String> warnings) {

    private static final String FILE = "TIDEMARK_CONFIG";
    private static final String STORAGE = "TIDEMARK_STORAGE_TYPE";
    private static final Path DEFAULT_FILE = Path.of("application.yml");

    /** Read by the command line and by the tests, not by the server. */
    private static final List<String> OF_OTHERS = List.of("TIDEMARK_URL", "TIDEMARK_KEY", FILE);

    /** Lists that are read as trees. */
    private static final Set<String> OF_THE_FILE = Set.of("TIDEMARK_RULES", "TIDEMARK_ROLLUPS", "TIDEMARK_LIFETIMES");

    public Settings {
        roles = Set.copyOf(roles);
        mirrors = List.copyOf(mirrors);
        rules = List.copyOf(rules);
        rollups = List.copyOf(rollups);
        framework = Map.copyOf(framework);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads the settings from the environment and from the file that {@code TIDEMARK_CONFIG} names, by default
     * {@code application.yml} of the working directory, where there is one.
     *
     * @throws SettingsException if a value cannot be used
     */
    public static Settings load(Map<String, String> environment) {
        SettingsFile file = file(environment);
        var source = SettingsSource.of(environment, file.values(), file.path());
        var reader = new SettingsReader(source);
        var fileProblems = new ArrayList<String>();
        Path data = reader.path("TIDEMARK_DATA_DIR", Path.of("data"));
        StorageType storage = reader.choice(STORAGE, StorageType.EMBEDDED);
        StoreSettings primary = StoreSettings.primary(reader, storage, data);
        List<MirrorSettings> mirrors = MirrorSettings.read(reader, primary, data);
        LogSettings log = LogSettings.read(reader, data);
        ControlSettings control = ControlSettings.read(reader, data);
        Set<Role> roles = Role.read(reader, log.type(), storage, control);
        MirrorSettings.check(reader, mirrors, log.type(), roles);
        var settings = new Settings(
                data,
                HttpSettings.read(reader),
                storage,
                primary.embedded(),
                primary.server(),
                TimescaleSettings.read(reader),
                RetentionSettings.read(reader, file, storage, fileProblems),
                roles,
                log,
                KafkaLogSettings.read(reader),
                LimitSettings.read(reader),
                DeliverySettings.read(reader),
                QuerySettings.read(reader),
                control,
                BootstrapSettings.read(reader),
                LoggingSettings.read(reader),
                mirrors,
                RuleSettings.read(file, fileProblems),
                RollupSettings.read(file, fileProblems),
                framework(file),
                warnings(source, mirrors, storage, log.type()));
        List<String> problems =
                Stream.concat(reader.problems().stream(), fileProblems.stream()).toList();
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    private static SettingsFile file(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(FILE))
                .filter(name -> !name.isBlank())
                .map(name -> SettingsFile.read(Path.of(name)))
                .orElseGet(() -> Files.exists(DEFAULT_FILE) ? SettingsFile.read(DEFAULT_FILE) : SettingsFile.none());
    }

    private static Map<String, Object> framework(SettingsFile file) {
        var values = new HashMap<>(file.values());
        values.keySet().removeIf(key -> key.startsWith("tidemark."));
        return values;
    }

    /** The store, as mirrors are described, too. */
    public StoreSettings primary() {
        return new StoreSettings(storage, embedded, serverStore, retention.coldVolume());
    }

    /** What this process does. */
    public boolean has(Role role) {
        return roles.contains(role);
    }

    private static List<String> warnings(
            SettingsSource source, List<MirrorSettings> mirrors, StorageType storage, LogType log) {
        OF_OTHERS.forEach(name -> source.find(name, List.of()));
        Stream<String> unknown = source.unknown().stream()
                .filter(name -> !name.startsWith("TIDEMARK_TEST_") && !OF_THE_FILE.contains(name))
                .map(name -> MirrorSettings.isOfNone(name, mirrors)
                        ? source.placeOf(name) + " has no effect, as TIDEMARK_MIRRORS does not name its mirror"
                        : source.placeOf(name) + " is no setting of this version and has no effect"
                                + Nearest.to(name, source.known())
                                        .map(near -> " (did you mean " + near + "?)")
                                        .orElse(""));
        Stream<String> unused = ServerStoreSettings.ALIASES.stream()
                .filter(name -> storage != StorageType.CLICKHOUSE)
                .flatMap(name -> source.find(name, List.of()).stream())
                .map(found -> found.place() + " has no effect, as the store is " + storage.label());
        Stream<String> withoutKafka = KafkaLogSettings.NAMES.stream()
                .filter(name -> log != LogType.KAFKA)
                .flatMap(name -> source.find("TIDEMARK_" + name, List.of(name)).stream())
                .map(found -> found.place() + " has no effect, as the log is local; TIDEMARK_LOG_TYPE chooses Kafka");
        return Stream.of(unknown, unused, withoutKafka).flatMap(lines -> lines).toList();
    }
}
