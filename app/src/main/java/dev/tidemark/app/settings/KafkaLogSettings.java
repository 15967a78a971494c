package dev.tidemark.app.settings;

import dev.tidemark.domain.tenant.TenantId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private static final Set<String> COMPRESSIONS = Set.of("none", "gzip", "snappy", "lz4", "zstd");

    /** What our names are to the clients, and their default. */
    private static final List<Plain> PLAIN = List.of(
            new Plain("KAFKA_SECURITY_PROTOCOL", "security.protocol"),
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
                reader.duration(
                        PREFIX + "KAFKA_RETENTION", Duration.ofDays(7), Duration.ofHours(1), Duration.ofDays(3650)),
                compression(reader),
                Duration.ofMillis(reader.integer(PREFIX + "KAFKA_LINGER_MS", 2, 0, 10_000, "KAFKA_LINGER_MS")),
                reader.integer(PREFIX + "KAFKA_BATCH_SIZE", 1 << 18, 1 << 10, 1 << 24, "KAFKA_BATCH_SIZE"),
                reader.duration(
                        PREFIX + "KAFKA_TIMEOUT", Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofMinutes(5)),
                reader.duration(
                        PREFIX + "KAFKA_SESSION_TIMEOUT",
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5)),
                reader.checked(PREFIX + "KAFKA_TENANT", TenantId::new, "KAFKA_TENANT"));
    }

    private static Optional<String> text(SettingsReader reader, String name) {
        return reader.text(PREFIX + name, name);
    }

    private static String compression(SettingsReader reader) {
        return reader.checked(
                        PREFIX + "KAFKA_COMPRESSION_TYPE",
                        name -> {
                            if (!COMPRESSIONS.contains(name)) {
                                throw new IllegalArgumentException("expected one of: "
                                        + COMPRESSIONS.stream().sorted().collect(Collectors.joining(", ")));
                            }
                            return name;
                        },
                        "KAFKA_COMPRESSION_TYPE")
                .orElse("zstd");
    }

    private static Map<String, String> client(SettingsReader reader) {
        Map<String, String> client = new LinkedHashMap<>();
        client.put("bootstrap.servers", text(reader, "KAFKA_BROKERS").orElse("localhost:9092"));
        PLAIN.forEach(plain -> text(reader, plain.name()).ifPresent(value -> client.put(plain.property(), value)));
        Stream.of("ssl.truststore", "ssl.keystore")
                .filter(store -> client.containsKey(store + ".location"))
                .forEach(store -> client.put(store + ".type", "PEM"));
        login(reader, client);
        return client;
    }

    private static void login(SettingsReader reader, Map<String, String> client) {
        Optional<String> mechanism =
                reader.text(PREFIX + "KAFKA_SASL_MECHANISM", "KAFKA_SASL_MECHANISM", "KAFKA_SASL_MECHANISMS");
        Optional<String> username = text(reader, "KAFKA_SASL_USERNAME");
        Optional<String> password = text(reader, "KAFKA_SASL_PASSWORD");
        if (!client.getOrDefault("security.protocol", "").startsWith("SASL")) {
            return;
        }
        if (username.isEmpty() || password.isEmpty()) {
            reader.wrong(
                    PREFIX + "KAFKA_SECURITY_PROTOCOL",
                    "KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD beside it, or another protocol");
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
