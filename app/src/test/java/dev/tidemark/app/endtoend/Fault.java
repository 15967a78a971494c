package dev.tidemark.app.endtoend;

import dev.tidemark.app.endtoend.Ledger.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A fault of the chaos suite: something bad that happens to a server, and what came of it, as a row of the table that {@code ./verify --chaos} prints. Tests of the suite have the tag {@value #SUITE}; they
 * are short unless {@code TIDEMARK_CHAOS} is {@code long}.
 *
 * @param name what happens
 */
record Fault(String name) {
    static final String SUITE = "chaos";

    static final boolean AT_LENGTH =
            Setting.text("TIDEMARK_CHAOS").filter("long"::equals).isPresent();

    private static final Path ROWS = Path.of("target", "chaos");
    private static final int PAUSE = Setting.number("TIDEMARK_CRASH_PAUSE", 200);

    /** Enough to notice what goes wrong only once it has been going on. */
    private static final int BEFORE_AND_AFTER_MILLIS = 700;

    /** One of two numbers, by how long the suite may take. */
    static int either(int shortly, int atLength) {
        return AT_LENGTH ? atLength : shortly;
    }

    /**
     * Sends events before something happens, meanwhile and afterwards, and fails if one that was accepted is not stored, one that was refused is, or any is twice.
     *
     * @param happening returns when it is over
     */
    void underLoad(ServerProcess server, Runnable happening) {
        Ledger ledger = new Ledger(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
        Duration longest;
        long over;
        try (Load load = Load.start(server.api(), ledger, ledger.app().hashCode(), either(2 * PAUSE, 4 * PAUSE))) {
            Pause.millis(BEFORE_AND_AFTER_MILLIS);
            happening.run();
            over = System.nanoTime();
            Pause.millis(BEFORE_AND_AFTER_MILLIS);
            load.stop();
            longest = load.longest();
        }
        server.api().awaitDelivery();
        Duration recovery = Duration.ofNanos(System.nanoTime() - over);
        List<SentEvent> stored = ledger.verify(server.api());
        Comparison.ALL.forEach(comparison -> comparison.verify(server.api(), ledger.app(), stored));
        tell(saw(ledger) + ", longest answer " + text(longest), "everything stored after " + text(recovery));
    }

    /** What clients saw who sent what is in the ledger. In doubt is what was not answered, or answered that it may be kept. */
    static String saw(Ledger... ledgers) {
        return "%,d events accepted, %,d refused, %,d in doubt"
                .formatted(
                        count(Fate.ACKNOWLEDGED, ledgers), count(Fate.REFUSED, ledgers), count(Fate.IN_DOUBT, ledgers));
    }

    private static long count(Fate fate, Ledger... ledgers) {
        return List.of(ledgers).stream().mapToLong(ledger -> ledger.count(fate)).sum();
    }

    static String text(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    /** Nothing that was accepted was lost, or the test would have failed before. */
    void tell(String clientsSaw, String recovery) {
        tell(clientsSaw, "nothing", recovery);
    }

    void tell(String clientsSaw, String lost, String recovery) {
        String row = "| %s | %s | %s | %s |%n".formatted(name, clientsSaw, lost, recovery);
        System.out.print(row);
        try {
            Files.createDirectories(ROWS);
            Files.writeString(ROWS.resolve(name.replaceAll("\\W+", "-") + ".row"), row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
