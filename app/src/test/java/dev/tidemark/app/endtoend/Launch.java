package dev.tidemark.app.endtoend;

import dev.tidemark.app.SharedControl;
import dev.tidemark.testkit.engine.KafkaAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How a server is started.
 *
 * @param data its data directory
 * @param settings environment variables
 * @param jvm arguments for the virtual machine
 */
record Launch(Path data, Map<String, String> settings, List<String> jvm) {
    static final String TENANT = "acme";
    static final String WRITE_KEY = "tmk_w_end-to-end-test-write";
    static final String READ_KEY = "tmk_r_end-to-end-test-read";
    static final String ADMIN_KEY = "tmk_a_end-to-end-test-admin";

    Launch {
        settings = Map.copyOf(settings);
        jvm = List.copyOf(jvm);
    }

    /** A server as tests like it: small, quick to start, on a free port, delivering without delay, with keys that are known. */
    static Launch in(Path data) {
        Map<String, String> settings = new HashMap<>();
        settings.put("TIDEMARK_DATA_DIR", data.toString());
        settings.put("TIDEMARK_HTTP_HOST", "127.0.0.1");
        settings.put("TIDEMARK_HTTP_PORT", "0");
        settings.put("TIDEMARK_BOOTSTRAP_TENANT", TENANT);
        settings.put("TIDEMARK_BOOTSTRAP_WRITE_KEY", WRITE_KEY);
        settings.put("TIDEMARK_BOOTSTRAP_READ_KEY", READ_KEY);
        settings.put("TIDEMARK_ADMIN_KEY", ADMIN_KEY);
        settings.put("TIDEMARK_FLUSH_INTERVAL", "50ms");
        settings.put("TIDEMARK_EMBEDDED_MEMORY", "256MiB");
        settings.put("TIDEMARK_LOG_SEGMENT_SIZE", "4MiB");
        settings.put("TIDEMARK_LOGGING_FORMAT", "text");
        settings.put("XDG_STATE_HOME", data.resolve("state").toString());
        return new Launch(data, settings, List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }

    Launch with(String name, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(name, value);
        return new Launch(data, changed, jvm);
    }

    /** The same server once more, with a data directory of its own. */
    Launch besides(Path other) {
        return new Launch(other, settings, jvm)
                .with("TIDEMARK_DATA_DIR", other.toString())
                .with("XDG_STATE_HOME", other.resolve("state").toString());
    }

    /** With its log in a topic of its own. */
    Launch onKafka(KafkaAddress kafka) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.keySet().removeIf(name -> name.startsWith("TIDEMARK_LOG_S"));
        return new Launch(data, changed, jvm)
                .with("TIDEMARK_LOG_TYPE", "kafka")
                .with("KAFKA_BROKERS", kafka.brokers())
                .with("KAFKA_TOPIC", "test-" + UUID.randomUUID())
                .with("TIDEMARK_KAFKA_SESSION_TIMEOUT", "3s");
    }

    /** With this role alone. */
    Launch as(String role) {
        return with("TIDEMARK_ROLES", role);
    }

    /** With a control database in the PostgreSQL that tests share, empty at first. Skips the test where there can be none. */
    Launch onSharedControl() {
        Launch shared = this;
        for (Map.Entry<String, String> setting : SharedControl.settings().entrySet()) {
            shared = shared.with(setting.getKey(), setting.getValue());
        }
        return shared;
    }

    /** Without the settings that only an embedded store has. */
    Launch withoutEmbeddedStore() {
        Map<String, String> changed = new HashMap<>(settings);
        changed.keySet().removeIf(name -> name.startsWith("TIDEMARK_EMBEDDED_"));
        return new Launch(data, changed, jvm);
    }

    /** With so much heap from the beginning, so that memory which grows is memory of other kinds. */
    Launch withHeap(String size) {
        return withOptions(List.of("-Xms" + size, "-Xmx" + size, "-XX:+AlwaysPreTouch"));
    }

    /** With further options for the virtual machine. */
    Launch withOptions(List<String> options) {
        List<String> more = new ArrayList<>(jvm);
        more.addAll(options);
        return new Launch(data, settings, more);
    }

    /** Runs a command of the jar by the virtual machine that runs the tests, with no settings but these. */
    ProcessBuilder process(String... command) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvm);
        line.add("-jar");
        line.add(jar().toString());
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).directory(data.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TIDEMARK_") || name.equals("SERVER_PORT"));
        builder.environment().putAll(settings);
        return builder;
    }

    static Path jar() {
        return Path.of(System.getProperty("tidemark.jar", "target/tidemark.jar"))
                .toAbsolutePath();
    }
}
