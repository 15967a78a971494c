package dev.tidemark.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorSettingsTest {

    @Test
    void thereAreNoneUnlessNamed() {
        assertThat(Settings.load(Map.of()).mirrors()).isEmpty();
    }

    @Test
    void eachHasTheSettingsThatAStoreHas() {
        Settings settings = Settings.load(Map.ofEntries(
                Map.entry("TIDEMARK_DATA_DIR", "/srv/tidemark"),
                Map.entry("TIDEMARK_MIRRORS", "analytics, backup"),
                Map.entry("TIDEMARK_MIRROR_ANALYTICS_TYPE", "clickhouse"),
                Map.entry("TIDEMARK_MIRROR_ANALYTICS_URL", "https://clickhouse.example:8443"),
                Map.entry("TIDEMARK_MIRROR_ANALYTICS_USERNAME", "writer"),
                Map.entry("TIDEMARK_MIRROR_ANALYTICS_PASSWORD", "secret"),
                Map.entry("TIDEMARK_MIRROR_ANALYTICS_DATABASE", "copy"),
                Map.entry("TIDEMARK_MIRROR_ANALYTICS_SYNCED", "false"),
                Map.entry("TIDEMARK_MIRROR_BACKUP_TYPE", "embedded"),
                Map.entry("TIDEMARK_MIRROR_BACKUP_MEMORY", "128MiB")));

        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.mirrors()).extracting(MirrorSettings::name).containsExactly("analytics", "backup");
        ServerStoreSettings analytics = settings.mirrors().getFirst().store().server();
        assertThat(analytics.urls()).containsExactly(URI.create("https://clickhouse.example:8443"));
        assertThat(analytics.username()).isEqualTo("writer");
        assertThat(analytics.password()).isEqualTo("secret");
        assertThat(analytics.database()).isEqualTo("copy");
        assertThat(analytics.synced()).isFalse();
        StoreSettings backup = settings.mirrors().getLast().store();
        assertThat(backup.type()).isEqualTo(StorageType.EMBEDDED);
        assertThat(backup.embedded().file()).isEqualTo(Path.of("/srv/tidemark/mirrors/backup/events.duckdb"));
        assertThat(backup.embedded().memory()).isEqualTo(128 << 20);
    }

    @Test
    void theFileNamesThemToo(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("server.yml"), """
                tidemark:
                  mirrors: [analytics, backup]
                  mirror:
                    analytics: {type: clickhouse, database: copy}
                    backup: {type: embedded, directory: /mnt/backup}
                """);
        List<MirrorSettings> mirrors =
                Settings.load(Map.of("TIDEMARK_CONFIG", file.toString())).mirrors();
        assertThat(mirrors.getFirst().store().server().database()).isEqualTo("copy");
        assertThat(mirrors.getLast().store().embedded().file()).isEqualTo(Path.of("/mnt/backup/events.duckdb"));
    }

    @Test
    void aNameIsOneByWhichAStoreCanBeAskedFor() {
        assertThat(problems(Map.of("TIDEMARK_MIRRORS", "My-Mirror")))
                .containsExactly(
                        "TIDEMARK_MIRRORS is 'My-Mirror': 'My-Mirror' is no name, expected names of a-z and 0-9, beginning with a letter, with commas between");
        assertThat(problems(Map.of("TIDEMARK_MIRRORS", "embedded")))
                .containsExactly(
                        "TIDEMARK_MIRRORS is 'embedded': 'embedded' is a type of store, by which the primary is called; expected another name");
        assertThat(problems(Map.of("TIDEMARK_MIRRORS", "a,b,a")))
                .containsExactly("TIDEMARK_MIRRORS is 'a,b,a': 'a' is there twice, expected each name once");
    }

    @Test
    void aWrongValueIsNamedWithWhatIsAllowed() {
        assertThat(problems(Map.of("TIDEMARK_MIRRORS", "copy")))
                .containsExactly(
                        "TIDEMARK_MIRROR_COPY_TYPE is not set, expected one of: embedded, clickhouse, timescale, citus");
        assertThat(copyProblems("TYPE", "embeded"))
                .containsExactly(
                        "TIDEMARK_MIRROR_COPY_TYPE is 'embeded', expected one of: embedded, clickhouse, timescale, citus (did you mean 'embedded'?)");
        assertThat(copyProblems("TYPE", "clickhouse", "URL", "clickhouse:9000"))
                .containsExactly(
                        "TIDEMARK_MIRROR_COPY_URL is 'clickhouse:9000': expected http://host:port or https://host:port, of several shards with commas between");
        assertThat(copyProblems("TYPE", "embedded", "URL", "http://clickhouse:8123"))
                .containsExactly(
                        "TIDEMARK_MIRROR_COPY_URL is 'http://clickhouse:8123', expected nothing, as the store is embedded and has no server; leave it out, or choose another store by TIDEMARK_MIRROR_COPY_TYPE");
        assertThat(copyProblems("TYPE", "clickhouse", "DIRECTORY", "/mnt"))
                .containsExactly(
                        "TIDEMARK_MIRROR_COPY_DIRECTORY is '/mnt', expected nothing, as the store is clickhouse; leave it out");
        assertThat(copyProblems("TYPE", "clickhouse", "COLD_VOLUME", "slow"))
                .containsExactly(
                        "TIDEMARK_MIRROR_COPY_COLD_VOLUME is 'slow', expected nothing, as TIDEMARK_RETENTION_HOT is not set and so all events are hot");
    }

    @Test
    void twoStoresAreNeverOne() {
        assertThat(copyProblems("TYPE", "embedded", "DIRECTORY", "data/../data"))
                .containsExactly(
                        "TIDEMARK_MIRROR_COPY_DIRECTORY is 'data/../data', expected a place of its own: there is the store of the primary");
        assertThat(problems(Map.of(
                        "TIDEMARK_MIRRORS", "one,two",
                        "TIDEMARK_MIRROR_ONE_TYPE", "clickhouse",
                        "TIDEMARK_MIRROR_TWO_TYPE", "clickhouse",
                        "TIDEMARK_MIRROR_TWO_URL", "http://other:8123, http://localhost:8123/")))
                .containsExactly(
                        "TIDEMARK_MIRROR_TWO_DATABASE is not set, expected a place of its own: there is the store of the mirror one");
    }

    @Test
    void aProcessThatDoesNotDeliverHasMirrorsInServersBehindALogInKafka() {
        Map<String, String> shared = new HashMap<>(Map.of(
                "TIDEMARK_STORAGE_TYPE", "clickhouse",
                "TIDEMARK_STORAGE_DATABASE", "primary",
                "TIDEMARK_CONTROL_URL", "jdbc:postgresql://db/control",
                "TIDEMARK_ROLES", "query",
                "TIDEMARK_MIRRORS", "copy",
                "TIDEMARK_MIRROR_COPY_TYPE", "clickhouse"));
        assertThat(problems(shared))
                .singleElement()
                .asString()
                .startsWith("TIDEMARK_MIRRORS is 'copy', expected nothing");
        shared.put("TIDEMARK_LOG_TYPE", "kafka");
        assertThat(Settings.load(shared).mirrors()).hasSize(1);
        shared.put("TIDEMARK_MIRROR_COPY_TYPE", "embedded");
        assertThat(problems(shared))
                .singleElement()
                .asString()
                .startsWith("TIDEMARK_MIRROR_COPY_TYPE is 'embedded', expected a store in a server");
        shared.put("TIDEMARK_ROLES", "ingest");
        assertThat(Settings.load(shared).mirrors()).hasSize(1);
    }

    @Test
    void settingsOfAMirrorThatIsNotNamedAreWarnedAbout() {
        assertThat(Settings.load(Map.of("TIDEMARK_MIRROR_COPY_TYPE", "embedded"))
                        .warnings())
                .containsExactly(
                        "TIDEMARK_MIRROR_COPY_TYPE has no effect, as TIDEMARK_MIRRORS does not name its mirror");
    }

    private static List<String> copyProblems(String... settings) {
        Map<String, String> environment = new HashMap<>(Map.of("TIDEMARK_MIRRORS", "copy"));
        for (int i = 0; i < settings.length; i += 2) {
            environment.put("TIDEMARK_MIRROR_COPY_" + settings[i], settings[i + 1]);
        }
        return problems(environment);
    }

    private static List<String> problems(Map<String, String> environment) {
        return catchThrowableOfType(SettingsException.class, () -> Settings.load(environment))
                .problems();
    }
}
