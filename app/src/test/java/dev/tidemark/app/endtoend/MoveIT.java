package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store is exported and imported by the jar's own commands, and the other store gives the same answers. */
class MoveIT {
    private static final Pattern RECORDS = Pattern.compile("^records=(\\d+)$", Pattern.MULTILINE);

    @TempDir
    static Path directory;

    private static Launch first;
    private static MovedStore store;

    /** What the first server holds, and how it answers; exported as {@code one}. */
    @BeforeAll
    static void fill() {
        first = Launch.in(directory.resolve("first"));
        try (ServerProcess server = ServerProcess.start(first)) {
            MovedStore.fill(server.api());
            store = MovedStore.of(server.api(), export(server.api(), first, "one"));
            server.terminate();
            server.awaitEnd(Duration.ofMinutes(1));
        }
    }

    @Test
    void anEmbeddedStoreMovesIntoAnotherOneAndTwiceIsOnce() {
        Launch second = Launch.in(directory.resolve("second"));
        try (ServerProcess server = ServerProcess.start(second)) {
            take(server.api(), second, "one");
            store.assertSame(MovedStore.of(server.api(), export(server.api(), second, "two")));
            take(server.api(), second, "one", "--restart");
            store.assertSame(MovedStore.of(server.api(), export(server.api(), second, "three")));
        }
    }

    /** The server keeps its data folder, with tenants, keys and log; only the setting changes. Then everything moves back, into a new folder. */
    @Test
    void anEmbeddedStoreMovesToClickHouseByASettingAndBack() throws IOException {
        Launch chosen = StoreKind.CLICKHOUSE.under(Launch.in(copyOf(first.data())));
        Path log = chosen.data().resolve("log");
        assertThat(log).isDirectoryContaining("glob:**/embedded.*");
        try (ServerProcess server = ServerProcess.start(chosen)) {
            assertThat(log).isDirectoryNotContaining("glob:**/embedded.*");
            take(server.api(), chosen, "one");
            store.assertSame(MovedStore.of(server.api(), export(server.api(), chosen, "out of ClickHouse")));
        }
        Launch back = Launch.in(directory.resolve("back"));
        try (ServerProcess server = ServerProcess.start(back)) {
            take(server.api(), back, "out of ClickHouse");
            store.assertSame(MovedStore.of(server.api(), export(server.api(), back, "back again")));
        }
    }

    /** Each run is killed as soon as it has written something, and the next one goes on. */
    @Test
    void anExportThatIsKilledGoesOnAndIsTheSame() throws IOException {
        Launch launch = Launch.in(copyOf(first.data()));
        try (ServerProcess server = ServerProcess.start(launch)) {
            Path killed = directory.resolve("killed");
            LongSupplier written = () -> size(killed.resolve("acme.ndjson.zst"));
            int kills = 0;
            for (int run = 0; run < 3; run++) {
                kills += killAfterProgress(server.api(), launch, written, "export", killed.toString()) ? 1 : 0;
            }
            assertThat(kills).as("runs that were killed before they ended").isPositive();
            assertThat(export(server.api(), launch, "killed")).isEqualTo(MovedStore.exported(directory.resolve("one")));
        }
    }

    @Test
    void anImportThatIsKilledGoesOnAndStoresNothingTwice() {
        Launch third = Launch.in(directory.resolve("third"));
        try (ServerProcess server = ServerProcess.start(third)) {
            String export = directory.resolve("one").toString();
            LongSupplier acknowledged =
                    () -> acknowledged(third.data().resolve("state").resolve("tidemark"));
            int kills = 0;
            for (int run = 0; run < 3; run++) {
                kills += killAfterProgress(server.api(), third, acknowledged, "import", export, "--format", "export")
                        ? 1
                        : 0;
            }
            assertThat(kills).as("runs that were killed before they ended").isPositive();
            take(server.api(), third, "one");
            store.assertSame(MovedStore.of(server.api(), export(server.api(), third, "of the third")));
        }
    }

    /** A data folder that another server may go on with. */
    private static Path copyOf(Path data) throws IOException {
        Path copy = Files.createTempDirectory(directory, "copy");
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(found -> !found.equals(data)).toList()) {
                Files.copy(file, copy.resolve(data.relativize(file)));
            }
        }
        return copy;
    }

    /** Exports everything; the lines of each tenant. */
    private static Map<String, List<String>> export(Api api, Launch launch, String name) {
        Path to = directory.resolve(name);
        CommandLine.Outcome outcome =
                CommandLine.run(launch, command(api, "export", to.toString()).toArray(String[]::new));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        return MovedStore.exported(to);
    }

    private static void take(Api api, Launch launch, String name, String... more) {
        Stream<String> arguments = Stream.concat(
                Stream.of("import", directory.resolve(name).toString(), "--format", "export"), Stream.of(more));
        CommandLine.Outcome outcome = CommandLine.run(
                launch, command(api, arguments.toArray(String[]::new)).toArray(String[]::new));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        MovedStore.awaitDelivery(api);
    }

    /** Starts a command and kills it once it has come further; whether it still ran. */
    private static boolean killAfterProgress(Api api, Launch launch, LongSupplier progress, String... arguments) {
        long before = progress.getAsLong();
        try {
            Process process = launch.process(command(api, arguments).toArray(String[]::new))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            while (process.isAlive() && progress.getAsLong() <= before) {
                Pause.millis(1);
            }
            boolean ran = process.isAlive();
            process.destroyForcibly().onExit().join();
            return ran;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Api api, String... arguments) {
        return Stream.concat(
                        Stream.of(arguments), Stream.of("--url", api.address().toString(), "--key", Launch.ADMIN_KEY))
                .toList();
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    /** How many records of all files a server has taken, as far as an import has noted it. */
    private static long acknowledged(Path state) {
        if (!Files.isDirectory(state)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(state)) {
            return files.filter(file -> file.toString().endsWith(".properties"))
                    .mapToLong(MoveIT::records)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // replaced while it was read
        }
    }

    private static long records(Path file) {
        try {
            return RECORDS.matcher(Files.readString(file))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
