package dev.tidemark.app.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.testkit.engine.Engine;
import dev.tidemark.testkit.engine.EngineProcess;
import dev.tidemark.testkit.engine.KafkaAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that let in only who logs in, with and without encryption. */
class KafkaLoginIT {
    private static final String PASSWORD = "a \"quoted\" pass\\word";
    private static final String REFUSED = "Authentication failed: Invalid username or password";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Of each broker here, which has clients log in by either mechanism, and is a client of itself. */
    private static final String BROKER = """
            listener.security.protocol.map=CLIENTS:%s,CONTROLLER:PLAINTEXT
            sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512
            sasl.mechanism.inter.broker.protocol=PLAIN
            listener.name.clients.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \
            username="broker" password="of-the-broker" user_broker="of-the-broker" user_tidemark="%s";
            listener.name.clients.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
            """;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path data;

    @BeforeEach
    void brokersCanBeStarted() {
        Engine.KAFKA.requirePossible();
    }

    @Test
    void aServerLogsInAndSaysWhenItIsNotLetInAndGoesOnWhenItIsAgain() throws IOException {
        Path settings = broker("SASL_PLAINTEXT", PASSWORD);
        try (EngineProcess broker = Engine.KAFKA.start("--with", settings.toString())) {
            Launch launch = launch(broker, "SASL_PLAINTEXT").with("KAFKA_SASL_MECHANISMS", "PLAIN");
            try (ServerProcess server = ServerProcess.start(launch)) {
                server.api().store(event("before")).with(200);
                broker.kill();
                broker("SASL_PLAINTEXT", "another");
                broker.startAgain();
                await().atMost(PATIENCE).until(() -> error(server).contains(REFUSED));
                assertThat(server.api().write(event("refused")).problem(503))
                        .startsWith("Kafka did not confirm the events (")
                        .contains(REFUSED);
                assertRefusesToStart(launch.besides(data.resolve("other")), REFUSED);
                broker.kill();
                broker("SASL_PLAINTEXT", PASSWORD);
                broker.startAgain();
                await().atMost(PATIENCE).until(() -> error(server).isEmpty());
                server.api().awaitDelivery();
                server.api().store(event("after")).with(200);
                assertThat(stored(server)).isEqualTo(2);
            }
        }
    }

    @Test
    void aServerLogsInWhereWhatIsSentIsEncrypted() throws IOException, InterruptedException, ExecutionException {
        Path certificate = certificate();
        Path settings = broker("SASL_SSL", "of-nobody");
        Files.writeString(
                settings, Files.readString(settings) + """
                        ssl.keystore.location=%s
                        ssl.keystore.type=PKCS12
                        ssl.keystore.password=of-the-key
                        ssl.truststore.location=%s
                        ssl.truststore.type=PEM
                        """.formatted(data.resolve("broker.p12"), certificate));
        try (EngineProcess broker = Engine.KAFKA.start("--with", settings.toString())) {
            addScramUser(broker, certificate);
            Launch unknowing = launch(broker, "SASL_SSL").with("KAFKA_SASL_MECHANISMS", "SCRAM-SHA-512");
            assertRefusesToStart(unknowing, "unable to find valid certification path");
            try (ServerProcess server =
                    ServerProcess.start(unknowing.with("KAFKA_SSL_CA_LOCATION", certificate.toString()))) {
                server.api().store(event("encrypted")).with(200);
                assertThat(stored(server)).isEqualTo(1);
            }
        }
    }

    /** Settings of a broker where {@code tidemark} has this password. */
    private Path broker(String protocol, String password) throws IOException {
        String inJaas = password.replace("\\", "\\\\").replace("\"", "\\\"");
        return Files.writeString(
                data.resolve("broker.properties"),
                BROKER.formatted(
                        protocol, inJaas.replace("\\", "\\\\"))); // and once more, as files of properties have it
    }

    private Launch launch(EngineProcess broker, String protocol) {
        return Launch.in(data)
                .onKafka(KafkaAddress.of(broker))
                .with("KAFKA_SECURITY_PROTOCOL", protocol)
                .with("KAFKA_SASL_USERNAME", "tidemark")
                .with("KAFKA_SASL_PASSWORD", PASSWORD);
    }

    /** Makes a key for the broker, and returns what others know it by. */
    private Path certificate() throws IOException, InterruptedException {
        Path certificate = data.resolve("broker.pem");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=broker", "-ext", "san=ip:127.0.0.1", "-validity", "2");
        keytool("-exportcert", "-rfc", "-file", certificate.toString());
        return certificate;
    }

    private void keytool(String command, String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-keystore",
                data.resolve("broker.p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "of-the-key",
                "-alias",
                "broker"));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static void addScramUser(EngineProcess broker, Path certificate)
            throws InterruptedException, ExecutionException {
        Map<String, Object> configs = Map.of(
                "bootstrap.servers",
                KafkaAddress.of(broker).brokers(),
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.location",
                certificate.toString(),
                "ssl.truststore.type",
                "PEM",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"broker\" password=\"of-the-broker\";");
        try (Admin admin = Admin.create(configs)) {
            var credential = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion("tidemark", credential, PASSWORD)))
                    .all()
                    .get();
        }
    }

    private static void assertRefusesToStart(Launch launch, String reason) {
        CommandLine.Outcome outcome = CommandLine.run(launch, "serve");
        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.output()).contains("the event log in Kafka at 127.0.0.1:", reason);
    }

    private static String event(String type) {
        return "{\"event_type\": \"" + type + "\", \"app_id\": \"login\"}";
    }

    private static long stored(ServerProcess server) {
        return Long.parseLong(server.api().query("""
                        {"from": "-1d", "to": "+1d", "granularity": "none", "measures": ["events"],
                         "filter": {"eq": ["app_id", "login"]}}""").table().rows().getFirst().getFirst());
    }

    private static String error(ServerProcess server) {
        return server.api()
                .get("/health", Launch.READ_KEY)
                .json()
                .path("services")
                .path("kafka")
                .path("error")
                .asText();
    }
}
