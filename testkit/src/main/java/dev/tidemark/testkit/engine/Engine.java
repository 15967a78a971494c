package dev.tidemark.testkit.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** The engines of our own that tests start, and may kill, stores and a broker: what a script of {@code engines/} runs. */
public enum Engine {
    /** The library, behind a front of ours. */
    CLICKHOUSE("clickhouse", List.of(), "engines/clickhouse runs on Linux x86_64 only") {
        @Override
        boolean runsHere() {
            return isLinuxOnX86();
        }
    },
    /** PostgreSQL 15. */
    POSTGRESQL("postgresql", List.of(), "engines/postgresql needs the package postgresql-15, or to be root on Debian") {
        @Override
        boolean runsHere() {
            boolean installable = Files.isExecutable(Path.of("/usr/bin/apt-get"))
                    && System.getProperty("user.name").equals("root");
            return Files.isExecutable(Path.of("/usr/lib/postgresql/15/bin/postgres")) || installable;
        }
    },
    /** TimescaleDB with continuous aggregates, compression and policies, of one session at a time. */
    TIMESCALE_FULL("timescale", List.of("--edition", "full"), "engines/timescale runs on Linux x86_64 only") {
        @Override
        boolean runsHere() {
            return isLinuxOnX86();
        }
    },
    /** TimescaleDB without these. */
    TIMESCALE_APACHE(
            "timescale",
            List.of("--edition", "apache"),
            "engines/timescale --edition apache runs on Debian x86_64 only") {
        @Override
        boolean runsHere() {
            return isLinuxOnX86();
        }
    },
    /** One broker of Kafka, its own controller. */
    KAFKA("kafka", List.of(), "engines/kafka needs a shell") {
        @Override
        boolean runsHere() {
            return Files.isExecutable(Path.of("/bin/bash")) || Files.isExecutable(Path.of("/usr/bin/bash"));
        }
    };

    /** What is put before an engine's name: names another program that runs one in the foreground as the script does. */
    private static final String VARIABLE = "TIDEMARK_TEST_ENGINE_";

    private final String script;
    private final List<String> arguments;
    private final String need;

    /**
     * @param arguments besides those that say where it listens and where its data lie
     * @param need where it runs, and where not
     */
    Engine(String script, List<String> arguments, String need) {
        this.script = script;
        this.arguments = arguments;
        this.need = need;
    }

    /** Whether this is a machine for it. */
    abstract boolean runsHere();

    /**
     * Starts one with no data. It ends with this process at the latest.
     *
     * @param further arguments of its script
     */
    public EngineProcess start(String... further) {
        Path program = program()
                .orElseThrow(() ->
                        new IllegalStateException("engines/" + script + " is not in this directory or one above it"));
        return EngineProcess.start(
                program, Stream.concat(arguments.stream(), Stream.of(further)).toList());
    }

    /**
     * Starts nothing.
     *
     * @throws TestAbortedException if it cannot run here, which skips the test
     */
    public void requirePossible() {
        absence().ifPresent(reason -> {
            throw new TestAbortedException("no engine that may be killed: " + reason);
        });
    }

    /** Why it cannot run here. */
    Optional<String> absence() {
        boolean isHere = runsHere() && program().isPresent();
        return named().isPresent() || isHere ? Optional.empty() : Optional.of(need);
    }

    private Optional<Path> program() {
        return named().or(this::find);
    }

    private Optional<Path> named() {
        return Optional.ofNullable(System.getenv(VARIABLE + name()))
                .filter(path -> !path.isBlank())
                .map(Path::of);
    }

    private Optional<Path> find() {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            Path found = directory.resolve("engines").resolve(script);
            if (Files.isExecutable(found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static boolean isLinuxOnX86() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }
}
