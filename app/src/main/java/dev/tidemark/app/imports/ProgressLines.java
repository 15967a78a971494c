package dev.tidemark.app.imports;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** A line every few seconds, for logs and pipes. */
public final class ProgressLines implements ProgressStyle {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final PrintWriter output;
    private final Clock clock;

    public ProgressLines(PrintWriter output, Clock clock) {
        this.output = output;
        this.clock = clock;
    }

    @Override
    public Progress start(String name, OptionalLong size) {
        return new Lines(name, size);
    }

    private final class Lines implements Progress {
        private final String name;
        private final OptionalLong size;
        private Instant shown = clock.instant();

        Lines(String name, OptionalLong size) {
            this.name = name;
            this.size = size;
        }

        @Override
        public void at(long bytes, long records) {
            Instant now = clock.instant();
            if (!now.isBefore(shown.plus(INTERVAL))) {
                shown = now;
                output.printf("%s: %,d records%s%n", name, records, share(bytes));
                output.flush();
            }
        }

        private String share(long bytes) {
            boolean known = size.isPresent() && size.getAsLong() > 0;
            return known ? ", " + Math.min(100, 100 * bytes / size.getAsLong()) + " %" : "";
        }

        @Override
        public void close() {
            output.flush();
        }
    }
}
