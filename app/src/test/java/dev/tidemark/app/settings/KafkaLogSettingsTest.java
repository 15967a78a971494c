package dev.tidemark.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.domain.tenant.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaLogSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "TIDEMARK_"})
    void eachSettingIsReadWithAndWithoutPrefix(String prefix) {
        assertThat(read(
                        prefix,
                        Map.ofEntries(
                                Map.entry("KAFKA_BROKERS", "one:9092,two:9092"),
                                Map.entry("KAFKA_TOPIC", "ota-events"),
                                Map.entry("KAFKA_CONSUMER_GROUP", "ota"),
                                Map.entry("KAFKA_SECURITY_PROTOCOL", "SASL_SSL"),
                                Map.entry("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512"),
                                Map.entry("KAFKA_SASL_USERNAME", "me"),
                                Map.entry("KAFKA_SASL_PASSWORD", "secret"),
                                Map.entry("KAFKA_SSL_CA_LOCATION", "/etc/ca.pem"),
                                Map.entry("KAFKA_SSL_KEYSTORE_LOCATION", "/etc/me.pem"),
                                Map.entry("KAFKA_PARTITIONS", "12"),
                                Map.entry("KAFKA_REPLICATION_FACTOR", "3"),
                                Map.entry("KAFKA_RETENTION", "14d"),
                                Map.entry("KAFKA_COMPRESSION_TYPE", "snappy"),
                                Map.entry("KAFKA_LINGER_MS", "10"),
                                Map.entry("KAFKA_BATCH_SIZE", "65536"),
                                Map.entry("KAFKA_TIMEOUT", "30s"),
                                Map.entry("KAFKA_SESSION_TIMEOUT", "45s"),
                                Map.entry("KAFKA_TENANT", "acme"))))
                .isEqualTo(new KafkaLogSettings(
                        Map.of(
                                "bootstrap.servers", "one:9092,two:9092",
                                "security.protocol", "SASL_SSL",
                                "sasl.mechanism", "SCRAM-SHA-512",
                                "sasl.jaas.config",
                                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"me\" password=\"secret\";",
                                "ssl.truststore.location", "/etc/ca.pem",
                                "ssl.truststore.type", "PEM",
                                "ssl.keystore.location", "/etc/me.pem",
                                "ssl.keystore.type", "PEM"),
                        "ota-events",
                        "ota",
                        12,
                        3,
                        Duration.ofDays(14),
                        "snappy",
                        Duration.ofMillis(10),
                        65536,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(45),
                        Optional.of(new TenantId("acme"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KAFKA_SASL_MECHANISM", "KAFKA_SASL_MECHANISMS"})
    void theMechanismHasTwoNamesAndIsPlainByDefault(String name) {
        assertThat(login(Map.of(name, "scram-sha-256"))).containsEntry("sasl.mechanism", "SCRAM-SHA-256");
        assertThat(login(Map.of("TIDEMARK_" + name, "SCRAM-SHA-256"))).containsEntry("sasl.mechanism", "SCRAM-SHA-256");
        assertThat(login(Map.of()))
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"me\" password=\"secret\";");
    }

    @Test
    void aPasswordMayHoldQuotes() {
        assertThat(login(Map.of("KAFKA_SASL_PASSWORD", "a\"b\\c")).get("sasl.jaas.config"))
                .endsWith(" password=\"a\\\"b\\\\c\";");
    }

    @Test
    void nobodyLogsInWhereTheProtocolKnowsNoLogin() {
        assertThat(login(Map.of("KAFKA_SECURITY_PROTOCOL", "ssl")))
                .isEqualTo(Map.of("bootstrap.servers", "localhost:9092", "security.protocol", "SSL"));
    }

    @Test
    void aLoginNeedsNameAndPassword() {
        String expected =
                " is 'SASL_SSL', expected KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD beside it, or another protocol";
        assertThat(problems(Map.of("KAFKA_SECURITY_PROTOCOL", "SASL_SSL", "KAFKA_SASL_USERNAME", "me")))
                .containsExactly("KAFKA_SECURITY_PROTOCOL" + expected);
        assertThat(problems(Map.of("TIDEMARK_KAFKA_SECURITY_PROTOCOL", "SASL_SSL", "KAFKA_SASL_PASSWORD", "secret")))
                .containsExactly("TIDEMARK_KAFKA_SECURITY_PROTOCOL" + expected);
    }

    @Test
    void aWrongValueIsNamedWithWhatIsAllowed() {
        assertThat(problems(Map.of("KAFKA_SECURITY_PROTOCOL", "TLS")))
                .containsExactly(
                        "KAFKA_SECURITY_PROTOCOL is 'TLS': expected one of: PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL");
        assertThat(problems(Map.of("KAFKA_SASL_MECHANISMS", "GSSAPI")))
                .containsExactly(
                        "KAFKA_SASL_MECHANISMS is 'GSSAPI': expected one of: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512");
        assertThat(problems(Map.of("KAFKA_COMPRESSION_TYPE", "brotli")))
                .containsExactly("KAFKA_COMPRESSION_TYPE is 'brotli': expected one of: none, gzip, snappy, lz4, zstd");
        assertThat(problems(Map.of("KAFKA_TIMEOUT", "soon")))
                .containsExactly(
                        "KAFKA_TIMEOUT is 'soon', expected a time such as 500ms, 5s, 2m, 1h or 30d, from 1s to 5m");
    }

    @Test
    void settingsOfKafkaAreWarnedAboutWhereTheLogIsLocal() {
        assertThat(Settings.load(Map.of("KAFKA_SASL_MECHANISMS", "PLAIN", "KAFKA_RETENTION", "1d"))
                        .warnings())
                .containsExactlyInAnyOrder(
                        "KAFKA_SASL_MECHANISMS has no effect, as the log is local; TIDEMARK_LOG_TYPE chooses Kafka",
                        "KAFKA_RETENTION has no effect, as the log is local; TIDEMARK_LOG_TYPE chooses Kafka");
    }

    private static KafkaLogSettings read(String prefix, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>();
        settings.forEach((name, value) -> environment.put(prefix + name, value));
        Settings read = Settings.load(onKafka(environment));
        assertThat(read.warnings()).isEmpty();
        return read.kafka();
    }

    /** What clients are told, with these settings over those of a usual login. */
    private static Map<String, String> login(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT",
                "KAFKA_SASL_USERNAME", "me",
                "KAFKA_SASL_PASSWORD", "secret"));
        settings.putAll(changes);
        return read("", settings).client();
    }

    private static List<String> problems(Map<String, String> settings) {
        return catchThrowableOfType(SettingsException.class, () -> Settings.load(onKafka(settings)))
                .problems();
    }

    private static Map<String, String> onKafka(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("TIDEMARK_LOG_TYPE", "kafka");
        return environment;
    }
}
