package dev.tidemark.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.pipeline.LogPressure;
import dev.tidemark.ingestion.validation.Demand;
import dev.tidemark.ingestion.validation.EventRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @Test
    void everythingHasADefaultThatWorks() {
        Settings settings = Settings.load(Map.of());

        assertThat(settings.dataDirectory()).isEqualTo(Path.of("data"));
        assertThat(settings.http())
                .isEqualTo(new HttpSettings(
                        "0.0.0.0",
                        8080,
                        16 << 20,
                        new HttpTimeouts(Duration.ofMinutes(2), Duration.ofMinutes(1)),
                        List.of(),
                        true));
        assertThat(settings.storage()).isEqualTo(StorageType.EMBEDDED);
        assertThat(settings.embedded().file()).isEqualTo(Path.of("data", "events.duckdb"));
        assertThat(settings.log().type()).isEqualTo(LogType.LOCAL);
        assertThat(settings.delivery()).isEqualTo(new DeliverySettings(1000, Duration.ofSeconds(5)));
        assertThat(settings.control().url()).startsWith("jdbc:h2:file:");
        assertThat(settings.bootstrap())
                .isEqualTo(new BootstrapSettings(
                        new TenantId("default"), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void theEnvironmentSetsEverything() {
        Settings settings = Settings.load(Map.ofEntries(
                Map.entry("TIDEMARK_DATA_DIR", "/srv/tidemark"),
                Map.entry("TIDEMARK_HTTP_HOST", "127.0.0.1"),
                Map.entry("TIDEMARK_HTTP_PORT", "9000"),
                Map.entry("TIDEMARK_HTTP_BODY_LIMIT", "2 MB"),
                Map.entry("TIDEMARK_HTTP_IDLE_TIMEOUT", "75s"),
                Map.entry("TIDEMARK_HTTP_REQUEST_TIMEOUT", "20s"),
                Map.entry("TIDEMARK_HTTP_CORS_ORIGINS", "https://a.example, https://b.example"),
                Map.entry("TIDEMARK_METRICS_PUBLIC", "false"),
                Map.entry("TIDEMARK_STORAGE_TYPE", "Embedded"),
                Map.entry("TIDEMARK_EMBEDDED_MEMORY", "256MiB"),
                Map.entry("TIDEMARK_EMBEDDED_THREADS", "3"),
                Map.entry("TIDEMARK_EMBEDDED_SPILL", "1GiB"),
                Map.entry("TIDEMARK_EMBEDDED_CHECKPOINT", "64MiB"),
                Map.entry("TIDEMARK_LOG_TYPE", "local"),
                Map.entry("TIDEMARK_LOG_MAX_SIZE", "1GiB"),
                Map.entry("TIDEMARK_LOG_SEGMENT_SIZE", "1MiB"),
                Map.entry("TIDEMARK_LOG_DEGRADED_SIZE", "500MB"),
                Map.entry("TIDEMARK_LOG_REFUSE_SIZE", "600MB"),
                Map.entry("TIDEMARK_LOG_DEGRADED_AGE", "1m"),
                Map.entry("TIDEMARK_LOG_REFUSE_AGE", "2h"),
                Map.entry("TIDEMARK_LIMIT_EVENTS_PER_SECOND", "1000"),
                Map.entry("TIDEMARK_LIMIT_BURST", "3000"),
                Map.entry("TIDEMARK_LIMIT_EVENTS_PER_DAY", "5000000"),
                Map.entry("TIDEMARK_BATCH_EVENTS", "500"),
                Map.entry("TIDEMARK_FLUSH_INTERVAL", "250ms"),
                Map.entry("TIDEMARK_QUERY_TIMEOUT", "2m"),
                Map.entry("TIDEMARK_QUERY_MAX_ROWS", "50"),
                Map.entry("TIDEMARK_QUERY_CONCURRENT", "4"),
                Map.entry("TIDEMARK_CONTROL_URL", "jdbc:postgresql://db/control"),
                Map.entry("TIDEMARK_CONTROL_USERNAME", "me"),
                Map.entry("TIDEMARK_CONTROL_PASSWORD", "secret"),
                Map.entry("TIDEMARK_DEAD_LETTERS_KEPT", "7d"),
                Map.entry("TIDEMARK_BOOTSTRAP_TENANT", "acme"),
                Map.entry("TIDEMARK_BOOTSTRAP_WRITE_KEY", "write-key-1"),
                Map.entry("TIDEMARK_BOOTSTRAP_READ_KEY", "read-key-1"),
                Map.entry("TIDEMARK_ADMIN_KEY", "admin-key-1"),
                Map.entry("TIDEMARK_LOGGING_FORMAT", "json"),
                Map.entry("TIDEMARK_LOGGING_LEVEL", "debug")));

        assertThat(settings)
                .isEqualTo(new Settings(
                        Path.of("/srv/tidemark"),
                        new HttpSettings(
                                "127.0.0.1",
                                9000,
                                2_000_000,
                                new HttpTimeouts(Duration.ofSeconds(75), Duration.ofSeconds(20)),
                                List.of("https://a.example", "https://b.example"),
                                false),
                        StorageType.EMBEDDED,
                        new EmbeddedSettings(Path.of("/srv/tidemark/events.duckdb"), 256 << 20, 3, 1 << 30, 64 << 20),
                        Settings.load(Map.of()).serverStore(),
                        new TimescaleSettings(Duration.ofDays(1), Duration.ofMinutes(5), Duration.ofMinutes(15), true),
                        new RetentionSettings(RetentionPolicy.KEEP_EVERYTHING, Optional.empty()),
                        EnumSet.allOf(Role.class),
                        new LogSettings(
                                LogType.LOCAL,
                                Path.of("/srv/tidemark/log"),
                                1 << 30,
                                1 << 20,
                                new LogPressure.Limits(
                                        500_000_000, 600_000_000, Duration.ofMinutes(1), Duration.ofHours(2))),
                        new KafkaLogSettings(
                                Map.of("bootstrap.servers", "localhost:9092"),
                                "tidemark-events",
                                "tidemark",
                                6,
                                0,
                                Duration.ofDays(7),
                                "zstd",
                                Duration.ofMillis(2),
                                1 << 18,
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(15),
                                Optional.empty()),
                        new LimitSettings(new RateLimit(1000, 3000), 5_000_000),
                        new DeliverySettings(500, Duration.ofMillis(250)),
                        new QuerySettings(Duration.ofMinutes(2), 50, 4),
                        new ControlSettings("jdbc:postgresql://db/control", "me", "secret", Duration.ofDays(7)),
                        new BootstrapSettings(
                                new TenantId("acme"),
                                Optional.of("write-key-1"),
                                Optional.of("read-key-1"),
                                Optional.of("admin-key-1")),
                        new LoggingSettings(LoggingSettings.Format.JSON, LoggingSettings.Level.DEBUG),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        List.of()));
    }

    @Test
    void theEnvironmentSetsEverythingOfAStoreInAServer() {
        Settings settings = Settings.load(Map.ofEntries(
                Map.entry("TIDEMARK_STORAGE_TYPE", "clickhouse"),
                Map.entry("TIDEMARK_STORAGE_URL", "https://clickhouse.example:8443, https://other.example:8443"),
                Map.entry("TIDEMARK_STORAGE_USERNAME", "writer"),
                Map.entry("TIDEMARK_STORAGE_PASSWORD", "secret"),
                Map.entry("TIDEMARK_STORAGE_DATABASE", "analytics"),
                Map.entry("TIDEMARK_STORAGE_QUERY_MEMORY", "1GiB"),
                Map.entry("TIDEMARK_STORAGE_SYNCED", "false"),
                Map.entry("TIDEMARK_STORAGE_CLUSTER", "events"),
                Map.entry("TIDEMARK_STORAGE_QUORUM", "2")));

        assertThat(settings.storage()).isEqualTo(StorageType.CLICKHOUSE);
        assertThat(settings.serverStore())
                .isEqualTo(new ServerStoreSettings(
                        List.of(
                                URI.create("https://clickhouse.example:8443"),
                                URI.create("https://other.example:8443")),
                        "writer",
                        "secret",
                        "analytics",
                        1 << 30,
                        false,
                        Optional.of("events"),
                        Optional.of(2)));
    }

    @Test
    void theEnvironmentSetsEverythingOfATimescaleDb() {
        Settings settings = Settings.load(Map.ofEntries(
                Map.entry("TIDEMARK_STORAGE_TYPE", "timescale"),
                Map.entry("TIDEMARK_STORAGE_URL", "postgresql://db.example:5433?sslmode=require"),
                Map.entry("TIDEMARK_STORAGE_USERNAME", "writer"),
                Map.entry("TIDEMARK_STORAGE_PASSWORD", "secret"),
                Map.entry("TIDEMARK_STORAGE_DATABASE", "analytics"),
                Map.entry("TIDEMARK_TIMESCALE_CHUNK", "7d"),
                Map.entry("TIDEMARK_TIMESCALE_REFRESH", "1m"),
                Map.entry("TIDEMARK_TIMESCALE_REFRESH_LAG", "1h"),
                Map.entry("TIDEMARK_TIMESCALE_PROPERTY_INDEX", "false"),
                Map.entry("TIDEMARK_RETENTION_COLD", "14d"),
                Map.entry("TIDEMARK_RETENTION_DELETE_AFTER", "730d")));

        assertThat(settings.storage()).isEqualTo(StorageType.TIMESCALE);
        assertThat(settings.serverStore().urls())
                .isEqualTo(List.of(URI.create("postgresql://db.example:5433?sslmode=require")));
        assertThat(settings.serverStore().username()).isEqualTo("writer");
        assertThat(settings.serverStore().database()).isEqualTo("analytics");
        assertThat(settings.timescale())
                .isEqualTo(
                        new TimescaleSettings(Duration.ofDays(7), Duration.ofMinutes(1), Duration.ofHours(1), false));
    }

    @Test
    void aTimescaleDbRefusesWhatOnlyClickHouseHas() {
        assertThat(problems(Map.of(
                        "TIDEMARK_STORAGE_TYPE", "timescale",
                        "TIDEMARK_STORAGE_URL", "http://clickhouse:8123",
                        "TIDEMARK_STORAGE_CLUSTER", "events",
                        "TIDEMARK_RETENTION_HOT", "3d")))
                .hasSize(3)
                .anySatisfy(problem ->
                        assertThat(problem).contains("TIDEMARK_STORAGE_URL", "postgresql://host:port/database"))
                .anySatisfy(problem -> assertThat(problem).contains("TIDEMARK_STORAGE_CLUSTER", "timescale"))
                .anySatisfy(problem -> assertThat(problem).contains("TIDEMARK_RETENTION_HOT", "timescale"));
    }

    @Test
    void aSettingOfAnotherKindOfStoreIsRefused() {
        assertThat(problems(Map.of(
                        "TIDEMARK_STORAGE_URL",
                        "http://clickhouse:8123",
                        "TIDEMARK_STORAGE_PASSWORD",
                        "hunter2",
                        "TIDEMARK_STORAGE_CLUSTER",
                        "events",
                        "TIDEMARK_STORAGE_COLD_VOLUME",
                        "slow")))
                .containsExactlyInAnyOrder(
                        "TIDEMARK_STORAGE_URL is 'http://clickhouse:8123', expected nothing, as the store is embedded and has no server; leave it out, or choose another store by TIDEMARK_STORAGE_TYPE",
                        "TIDEMARK_STORAGE_PASSWORD is set, expected nothing, as the store is embedded and has no server; leave it out, or choose another store by TIDEMARK_STORAGE_TYPE",
                        "TIDEMARK_STORAGE_CLUSTER is 'events', expected nothing, as the store is embedded and has no server; leave it out, or choose another store by TIDEMARK_STORAGE_TYPE",
                        "TIDEMARK_STORAGE_COLD_VOLUME is 'slow', expected nothing, as the store is embedded; leave it out, or choose another store");
        assertThat(problems(Map.of("TIDEMARK_STORAGE_TYPE", "clickhouse", "TIDEMARK_EMBEDDED_MEMORY", "1GiB")))
                .containsExactly(
                        "TIDEMARK_EMBEDDED_MEMORY is '1GiB', expected nothing, as the store is clickhouse; leave it out, or set TIDEMARK_STORAGE_TYPE to embedded");
        assertThat(Settings.load(Map.of("CLICKHOUSE_URL", "http://clickhouse:8123"))
                        .warnings())
                .as("of a name that other tools use too")
                .containsExactly("CLICKHOUSE_URL has no effect, as the store is embedded");
    }

    @Test
    void theFileIsReadUnderTheEnvironment(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("server.yml"), """
                tidemark:
                  http: {port: 9001, cors-origins: ['https://a.example', 'https://b.example']}
                  batch-events: 7
                micronaut.server.thread-selection: AUTO
                """);

        Settings settings = Settings.load(Map.of("TIDEMARK_CONFIG", file.toString(), "TIDEMARK_BATCH_EVENTS", "8"));

        assertThat(settings.http().port()).isEqualTo(9001);
        assertThat(settings.http().corsOrigins()).containsExactly("https://a.example", "https://b.example");
        assertThat(settings.delivery().batchEvents()).isEqualTo(8);
        assertThat(settings.framework()).isEqualTo(Map.of("micronaut.server.thread-selection", "AUTO"));
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void aliasStandsWhereTheNameIsNotSet() {
        assertThat(Settings.load(Map.of("SERVER_PORT", "8081")).http().port()).isEqualTo(8081);
        assertThat(Settings.load(Map.of("SERVER_PORT", "8081", "TIDEMARK_HTTP_PORT", "8082"))
                        .http()
                        .port())
                .isEqualTo(8082);
    }

    @Test
    void aServerIsAlsoNamedAsOtherToolsNameIt() {
        ServerStoreSettings store = Settings.load(Map.of(
                        "TIDEMARK_STORAGE_TYPE",
                        "clickhouse",
                        "CLICKHOUSE_URL",
                        "http://clickhouse:8123",
                        "CLICKHOUSE_USERNAME",
                        "ota",
                        "CLICKHOUSE_DATABASE",
                        "ota_analytics"))
                .serverStore();
        assertThat(store.urls()).containsExactly(URI.create("http://clickhouse:8123"));
        assertThat(store.username()).isEqualTo("ota");
        assertThat(store.database()).isEqualTo("ota_analytics");
    }

    @Test
    void aPostgreSqlIsNamedByItsAddress() {
        ServerStoreSettings store = Settings.load(Map.of(
                        "TIDEMARK_STORAGE_TYPE", "citus", "TIDEMARK_STORAGE_URL", "jdbc:postgresql://db:5432/events"))
                .serverStore();
        assertThat(store.urls()).containsExactly(URI.create("jdbc:postgresql://db:5432/events"));
        assertThat(problems(Map.of("TIDEMARK_STORAGE_TYPE", "citus", "TIDEMARK_STORAGE_URL", "http://db:5432")))
                .containsExactly(
                        "TIDEMARK_STORAGE_URL is 'http://db:5432': expected postgresql://host:port/database or jdbc:postgresql://host:port/database");
    }

    @Test
    void aWrongValueIsNamedWithWhatIsAllowed() {
        assertThat(problems(Map.of("TIDEMARK_HTTP_PORT", "80800")))
                .containsExactly("TIDEMARK_HTTP_PORT is '80800', expected a whole number from 0 to 65535");
        assertThat(problems(Map.of("SERVER_PORT", "http")))
                .containsExactly("SERVER_PORT is 'http', expected a whole number from 0 to 65535");
        assertThat(problems(Map.of("TIDEMARK_STORAGE_TYPE", "embeded")))
                .containsExactly(
                        "TIDEMARK_STORAGE_TYPE is 'embeded', expected one of: embedded, clickhouse, timescale, citus (did you mean 'embedded'?)");
        assertThat(problems(Map.of("TIDEMARK_STORAGE_TYPE", "click", "TIDEMARK_STORAGE_DATABASE", "events")))
                .as("whether the other setting is right follows from the one")
                .containsExactly(
                        "TIDEMARK_STORAGE_TYPE is 'click', expected one of: embedded, clickhouse, timescale, citus");
        assertThat(problems(Map.of("TIDEMARK_STORAGE_TYPE", "clickhouse", "TIDEMARK_STORAGE_URL", "clickhouse:9000")))
                .containsExactly(
                        "TIDEMARK_STORAGE_URL is 'clickhouse:9000': expected http://host:port or https://host:port, of several shards with commas between");
        assertThat(problems(Map.of("TIDEMARK_STORAGE_TYPE", "clickhouse", "TIDEMARK_STORAGE_QUORUM", "2")))
                .containsExactly(
                        "TIDEMARK_STORAGE_QUORUM is '2', expected nothing, as TIDEMARK_STORAGE_CLUSTER is not set and so there are no replicas");
        assertThat(problems(Map.of(
                        "TIDEMARK_STORAGE_TYPE",
                        "clickhouse",
                        "TIDEMARK_STORAGE_CLUSTER",
                        "events",
                        "TIDEMARK_STORAGE_QUORUM",
                        "most")))
                .containsExactly(
                        "TIDEMARK_STORAGE_QUORUM is 'most': expected auto, off, or how many replicas, from 1 to 99");
        assertThat(problems(Map.of("TIDEMARK_LOGGING_FORMAT", "xml")))
                .containsExactly("TIDEMARK_LOGGING_FORMAT is 'xml', expected one of: auto, json, text");
        assertThat(problems(Map.of("TIDEMARK_FLUSH_INTERVAL", "5")))
                .containsExactly(
                        "TIDEMARK_FLUSH_INTERVAL is '5', expected a time such as 500ms, 5s, 2m, 1h or 30d, from 10ms to 1h");
        assertThat(problems(Map.of("TIDEMARK_EMBEDDED_MEMORY", "1MiB")))
                .containsExactly(
                        "TIDEMARK_EMBEDDED_MEMORY is '1MiB', expected a size such as 64MiB or 2GB, at least 64MiB");
        assertThat(problems(Map.of("TIDEMARK_METRICS_PUBLIC", "yes")))
                .containsExactly("TIDEMARK_METRICS_PUBLIC is 'yes', expected true or false");
        assertThat(problems(Map.of("TIDEMARK_BOOTSTRAP_TENANT", "a b")))
                .singleElement()
                .asString()
                .startsWith("TIDEMARK_BOOTSTRAP_TENANT is 'a b': ");
    }

    @Test
    void segmentsOfTheLogFitItsSize() {
        assertThat(Settings.load(Map.of("TIDEMARK_LOG_MAX_SIZE", "64MiB")).log().segmentSize())
                .isEqualTo(16 << 20);
        assertThat(problems(Map.of("TIDEMARK_LOG_MAX_SIZE", "64MiB", "TIDEMARK_LOG_SEGMENT_SIZE", "64MiB")))
                .containsExactly(
                        "TIDEMARK_LOG_SEGMENT_SIZE is '64MiB', expected at most half of TIDEMARK_LOG_MAX_SIZE, which is"
                                + " 67108864 bytes");
        assertThat(problems(Map.of("TIDEMARK_LOG_SEGMENT_SIZE", "4GiB")))
                .containsExactly(
                        "TIDEMARK_LOG_SEGMENT_SIZE is '4GiB', expected a size such as 64MiB or 2GB, at least 64KiB and at"
                                + " most 1GiB");
    }

    @Test
    void aWrongKeyIsNotRepeated() {
        assertThat(problems(Map.of("TIDEMARK_ADMIN_KEY", "hunter2")))
                .containsExactly(
                        "TIDEMARK_ADMIN_KEY: expected 8 to 200 printable ASCII characters without blanks and colons");
    }

    @Test
    void allWrongValuesAreNamedAtOnce() {
        assertThat(problems(Map.of("TIDEMARK_HTTP_PORT", "x", "TIDEMARK_BATCH_EVENTS", "0")))
                .hasSize(2);
    }

    @Test
    void aWrongValueOfTheFileIsNamedByKeyAndFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("server.yml"), "tidemark: {batch-events: many}");

        assertThat(problems(Map.of("TIDEMARK_CONFIG", file.toString())))
                .containsExactly(
                        "tidemark.batch-events in server.yml is 'many', expected a whole number from 1 to 1000000");
    }

    @Test
    void anUnreadableFileIsAProblem(@TempDir Path directory) throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.yml"), "a: [1");

        assertThat(problems(
                        Map.of("TIDEMARK_CONFIG", directory.resolve("none.yml").toString())))
                .singleElement()
                .asString()
                .contains("none.yml", "expected a YAML file");
        assertThat(problems(Map.of("TIDEMARK_CONFIG", broken.toString())))
                .singleElement()
                .asString()
                .contains("is not valid YAML");
    }

    @Test
    void unknownSettingsAreWarnedAboutWithTheNearestName() {
        assertThat(Settings.load(Map.of("TIDEMARK_HTP_PORT", "1", "TIDEMARK_URL", "x", "TIDEMARK_TEST_DB", "y"))
                        .warnings())
                .containsExactly(
                        "TIDEMARK_HTP_PORT is no setting of this version and has no effect (did you mean TIDEMARK_HTTP_PORT?)");
    }

    @Test
    void rulesForEventsComeFromTheFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("server.yml"), """
                tidemark:
                  rules:
                    - event_type: ticket_sale
                      required: [amount, properties.seat]
                      values:
                        amount: {min: 0.01, max: 10000}
                        currency: {one_of: [EUR, USD]}
                        properties.seat: {pattern: '[A-Z][0-9]+'}
                """);

        Settings settings = Settings.load(Map.of("TIDEMARK_CONFIG", file.toString()));

        Attribute amount = Attribute.of(Field.AMOUNT);
        Attribute seat = Attribute.ofProperty("seat");
        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.rules())
                .containsExactly(new EventRule(
                        "ticket_sale",
                        List.of(amount, seat),
                        List.of(
                                new EventRule.OnValue(
                                        amount, new Demand.Range(new BigDecimal("0.01"), new BigDecimal("10000"))),
                                new EventRule.OnValue(
                                        Attribute.of(Field.CURRENCY), new Demand.OneOf(Set.of("EUR", "USD"))),
                                new EventRule.OnValue(seat, Demand.Matching.of("[A-Z][0-9]+")))));
    }

    @Test
    void aWrongRuleIsNamedByItsPlace(@TempDir Path directory) throws IOException {
        assertThat(ruleProblem(directory, "{required: [amount]}")).contains("event_type is 'null', expected the type");
        assertThat(ruleProblem(directory, "{event_type: x, required: [amuont]}"))
                .isEqualTo(
                        "tidemark.rules in server.yml[0], required[0] names the field 'amuont', expected a field of events"
                                + " or properties.<key> (did you mean 'amount'?)");
        assertThat(ruleProblem(directory, "{event_type: x, values: {amount: {min: much}}}"))
                .contains("values, amount, min is 'much', expected a number");
        assertThat(ruleProblem(directory, "{event_type: x, values: {amount: {least: 1}}}"))
                .contains("has [least], expected only max, min, one_of, pattern");
        assertThat(ruleProblem(directory, "{event_type: x, values: {currency: {pattern: '('}}}"))
                .contains("pattern is '('");
    }

    private static String ruleProblem(Path directory, String rule) throws IOException {
        Path file = Files.writeString(directory.resolve("server.yml"), "tidemark: {rules: [" + rule + "]}");
        List<String> problems = problems(Map.of("TIDEMARK_CONFIG", file.toString()));
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    private static List<String> problems(Map<String, String> environment) {
        return catchThrowableOfType(SettingsException.class, () -> Settings.load(environment))
                .problems();
    }

    @Test
    void limitsAndThresholdsHaveDefaultsThatFitTogether() {
        Settings defaults = Settings.load(Map.of());
        assertThat(defaults.limits()).isEqualTo(new LimitSettings(RateLimit.UNLIMITED, 0));
        assertThat(defaults.log().pressure().highAge()).isEqualTo(Duration.ofMinutes(5));
        assertThat(defaults.log().pressure().tooHighAge()).isEqualTo(Duration.ofDays(3));
        assertThat(defaults.log().pressure().tooHighBytes()).isBetween(8L << 29, 8L << 30);
        assertThat(Settings.load(Map.of("TIDEMARK_LIMIT_EVENTS_PER_SECOND", "100"))
                        .limits()
                        .rate())
                .isEqualTo(new RateLimit(100, 1000));
        assertThat(Settings.load(Map.of("TIDEMARK_LOG_REFUSE_AGE", "1m"))
                        .log()
                        .pressure()
                        .highAge())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void limitsAndThresholdsThatDoNotFitAreTold() {
        assertThatThrownBy(() -> Settings.load(Map.of(
                        "TIDEMARK_LIMIT_BURST", "5",
                        "TIDEMARK_LIMIT_EVENTS_PER_DAY", "many",
                        "TIDEMARK_LOG_REFUSE_SIZE", "1MiB",
                        "TIDEMARK_LOG_DEGRADED_SIZE", "2MiB",
                        "TIDEMARK_LOG_REFUSE_AGE", "1h",
                        "TIDEMARK_LOG_DEGRADED_AGE", "2h")))
                .hasMessageContaining(
                        "TIDEMARK_LIMIT_BURST is '5', expected nothing, as TIDEMARK_LIMIT_EVENTS_PER_SECOND sets no limit")
                .hasMessageContaining("TIDEMARK_LIMIT_EVENTS_PER_DAY is 'many', expected a whole number; 0 is no limit")
                .hasMessageContaining(
                        "TIDEMARK_LOG_DEGRADED_SIZE is '2MiB', expected at most TIDEMARK_LOG_REFUSE_SIZE, which is 1048576 bytes")
                .hasMessageContaining(
                        "TIDEMARK_LOG_DEGRADED_AGE is '2h', expected at most TIDEMARK_LOG_REFUSE_AGE, which is 1h");
    }
}
