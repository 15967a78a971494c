package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wall clock of the server goes forth and back, by the library libfaketime where it is installed; the clock that only ever grows is left alone, as by a machine whose time is set. Clients do not notice, and ids that
 * the server makes stay apart.
 */
@Tag(Fault.SUITE)
class JumpingClockIT {
    private static final List<String> JUMPS =
            Fault.AT_LENGTH ? List.of("+1h", "-1h", "+20h", "-20h", "+0") : List.of("+20h", "-1h", "+0");
    private static final int MILLIS = Fault.either(500, 10_000);
    private static final int WITHOUT_ID = 20;

    /** The library looks at its file again when more than a second has passed, and counts whole ones. */
    private static final int NOTICED_MILLIS = 2_500;

    @TempDir
    Path data;

    @Test
    void aClockThatJumpsLosesNothingAndHoldsNobodyUp() {
        Optional<Path> library = library();
        assumeTrue(library.isPresent(), "the package libfaketime is not installed");
        jump("+0");
        Launch launch = Launch.in(data)
                .with("LD_PRELOAD", library.orElseThrow().toString())
                .with("FAKETIME_TIMESTAMP_FILE", clock().toString())
                .with("FAKETIME_CACHE_DURATION", "1")
                .with("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        try (ServerProcess server = ServerProcess.start(launch)) {
            new Fault("the server's clock jumps by hours, forth and back").underLoad(server, () -> {
                for (String jump : JUMPS) {
                    jump(jump);
                    Pause.millis(NOTICED_MILLIS);
                    sendWithoutIds(server.api());
                    Pause.millis(MILLIS);
                }
            });
            Instant now = Instant.now();
            assertThat(eventsWithoutIds(server.api(), now.minus(3, ChronoUnit.DAYS), now.plus(3, ChronoUnit.DAYS)))
                    .isEqualTo(WITHOUT_ID * JUMPS.size());
            assertThat(eventsWithoutIds(server.api(), now.plus(19, ChronoUnit.HOURS), now.plus(21, ChronoUnit.HOURS)))
                    .as("received when the clock was 20 h ahead")
                    .isBetween(1, WITHOUT_ID);
            assertThat(server.api().isReady()).isTrue();
        }
    }

    private static void sendWithoutIds(Api api) {
        for (int i = 0; i < WITHOUT_ID; i++) {
            api.write("""
                    {"app_id": "without-ids", "event_type": "t"}""").with(202);
        }
    }

    private static int eventsWithoutIds(Api api, Instant from, Instant to) {
        return Integer.parseInt(api.query("""
                {"app_id": "without-ids", "from": "%s", "to": "%s", "granularity": "none", "measures": ["events"]}""".formatted(from, to)).table().single("events"));
    }

    private void jump(String offset) {
        try {
            Path next = data.resolve("clock.next");
            Files.writeString(next, offset);
            Files.move(next, clock(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path clock() {
        return data.resolve("clock");
    }

    private static Optional<Path> library() {
        return Stream.of("/usr/lib", "/usr/lib64", "/usr/local/lib")
                .flatMap(base -> Stream.of(
                        Path.of(
                                base,
                                System.getProperty("os.arch").equals("amd64")
                                        ? "x86_64-linux-gnu"
                                        : "aarch64-linux-gnu"),
                        Path.of(base)))
                .map(directory -> directory.resolve("faketime").resolve("libfaketime.so.1"))
                .filter(Files::exists)
                .findFirst();
    }
}
