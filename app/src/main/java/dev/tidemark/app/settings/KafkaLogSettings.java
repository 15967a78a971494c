package dev.tidemark.app.settings;

import dev.tidemark.domain.tenant.TenantId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The event log in Kafka. Each setting may be written without its prefix, as {@code KAFKA_BROKERS}.
 *
 * @param client what each client of the brokers is told
 * @param replicas 0 for what the brokers have as default
 * @param tenant whose the events are that others produce without naming one
 */
public record KafkaLogSettings(
        Map<String, String> client,
        String topic,
        String group,
        int partitions,
        int replicas,
        Duration retention,
        String compression,
        Duration linger,
        int batchBytes,
        Duration timeout,
        Duration sessionTimeout,
        Optional<TenantId> tenant) {

    private static final String PREFIX = "TIDEMARK_";
    private static final int MOST_PARTITIONS = 1000;
    private static final List<String> COMPRESSIONS = List.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final List<String> MECHANISMS = List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");

    /** What our names are to the clients. */
    private static final List<Plain> PLAIN = List.of(
            new Plain("KAFKA_SSL_CA_LOCATION", "ssl.truststore.location"),
            new Plain("KAFKA_SSL_KEYSTORE_LOCATION", "ssl.keystore.location"));

    private record Plain(String name, String property) {}

    /** All names without their prefix. */
    static final List<String> NAMES = List.of(
            "KAFKA_BROKERS",
            "KAFKA_TOPIC",
            "KAFKA_CONSUMER_GROUP",
            "KAFKA_SECURITY_PROTOCOL",
            "KAFKA_SASL_MECHANISM",
            "KAFKA_SASL_MECHANISMS",
            "KAFKA_SASL_USERNAME",
            "KAFKA_SASL_PASSWORD",
            "KAFKA_SSL_CA_LOCATION",
            "KAFKA_SSL_KEYSTORE_LOCATION",
            "KAFKA_PARTITIONS",
            "KAFKA_REPLICATION_FACTOR",
            "KAFKA_RETENTION",
            "KAFKA_COMPRESSION_TYPE",
            "KAFKA_LINGER_MS",
            "KAFKA_BATCH_SIZE",
            "KAFKA_TIMEOUT",
            "KAFKA_SESSION_TIMEOUT",
            "KAFKA_TENANT");

    public KafkaLogSettings {
        client = Map.copyOf(client);
    }

    static KafkaLogSettings read(SettingsReader reader) {
        return new KafkaLogSettings(
                client(reader),
                text(reader, "KAFKA_TOPIC").orElse("tidemark-events"),
                text(reader, "KAFKA_CONSUMER_GROUP").orElse("tidemark"),
                reader.integer(PREFIX + "KAFKA_PARTITIONS", 6, 1, MOST_PARTITIONS, "KAFKA_PARTITIONS"),
                reader.integer(PREFIX + "KAFKA_REPLICATION_FACTOR", 0, 0, 100, "KAFKA_REPLICATION_FACTOR"),
                duration(reader, "KAFKA_RETENTION", Duration.ofDays(7), Duration.ofHours(1), Duration.ofDays(3650)),
                compression(reader),
                Duration.ofMillis(reader.integer(PREFIX + "KAFKA_LINGER_MS", 2, 0, 10_000, "KAFKA_LINGER_MS")),
                reader.integer(PREFIX + "KAFKA_BATCH_SIZE", 1 << 18, 1 << 10, 1 << 24, "KAFKA_BATCH_SIZE"),
                duration(reader, "KAFKA_TIMEOUT", Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofMinutes(5)),
                duration(
                        reader,
                        "KAFKA_SESSION_TIMEOUT",
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5)),
                reader.checked(PREFIX + "KAFKA_TENANT", TenantId::new, "KAFKA_TENANT"));
    }

    private static Optional<String> text(SettingsReader reader, String name) {
        return reader.text(PREFIX + name, name);
    }

    private static Duration duration(
            SettingsReader reader, String name, Duration fallback, Duration min, Duration max) {
        return reader.duration(PREFIX + name, fallback, min, max, name);
    }

    private static String compression(SettingsReader reader) {
        return oneOf(reader, COMPRESSIONS, "KAFKA_COMPRESSION_TYPE").orElse("zstd");
    }

    /** In the spelling of the list, whatever case it was written in. */
    private static Optional<String> oneOf(SettingsReader reader, List<String> allowed, String name, String... aliases) {
        return reader.checked(
                PREFIX + name,
                text -> allowed.stream()
                        .filter(text::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("expected one of: " + String.join(", ", allowed))),
                Stream.concat(Stream.of(name), Stream.of(aliases)).toArray(String[]::new));
    }

    private static Map<String, String> client(SettingsReader reader) {
        Map<String, String> client = new LinkedHashMap<>();
        client.put("bootstrap.servers", text(reader, "KAFKA_BROKERS").orElse("localhost:9092"));
        oneOf(reader, PROTOCOLS, "KAFKA_SECURITY_PROTOCOL")
                .ifPresent(protocol -> client.put("security.protocol", protocol));
        PLAIN.forEach(plain -> text(reader, plain.name()).ifPresent(value -> client.put(plain.property(), value)));
        Stream.of("ssl.truststore", "ssl.keystore")
                .filter(store -> client.containsKey(store + ".location"))
                .forEach(store -> client.put(store + ".type", "PEM"));
        login(reader, client);
        return client;
    }

    private static void login(SettingsReader reader, Map<String, String> client) {
        Optional<String> mechanism = oneOf(
                reader, MECHANISMS, "KAFKA_SASL_MECHANISM", PREFIX + "KAFKA_SASL_MECHANISMS", "KAFKA_SASL_MECHANISMS");
        Optional<String> username = text(reader, "KAFKA_SASL_USERNAME");
        Optional<String> password = text(reader, "KAFKA_SASL_PASSWORD");
        if (!client.getOrDefault("security.protocol", "").startsWith("SASL")) {
            return;
        }
        if (username.isEmpty() || password.isEmpty()) {
            reader.wrong(
                    PREFIX + "KAFKA_SECURITY_PROTOCOL",
                    "KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD beside it, or another protocol",
                    "KAFKA_SECURITY_PROTOCOL");
            return;
        }
        String name = mechanism.orElse("PLAIN");
        String module = name.startsWith("SCRAM")
                ? "org.apache.kafka.common.security.scram.ScramLoginModule"
                : "org.apache.kafka.common.security.plain.PlainLoginModule";
        client.put("sasl.mechanism", name);
        client.put(
                "sasl.jaas.config",
                module + " required username=\"" + quoted(username.get()) + "\" password=\"" + quoted(password.get())
                        + "\";");
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
