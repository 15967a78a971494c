package dev.tidemark.ingestion.log;

import java.nio.file.Path;
import java.time.InstantSource;

/** Appends until it is killed or the log is full, and says on standard output what was acknowledged: {@code thread/number}. */
final class AppendingProcess {
    static final int THREADS = 8;

    private AppendingProcess() {}

    public static void main(String[] arguments) {
        LocalEventLog log =
                LocalEventLog.open(Logs.small(Path.of(arguments[0])), LogObserver.none(), InstantSource.system());
        log.reader("primary").close();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            Thread.ofPlatform().start(() -> append(log, number));
        }
    }

    private static void append(EventLog log, int thread) {
        String text = thread + "/0";
        for (int i = 1; Logs.append(log, text) instanceof AppendResult.Appended; i++) {
            System.out.println(text);
            text = thread + "/" + i;
        }
    }
}
