package dev.tidemark.app.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an import did, over all its inputs. */
public final class ImportReport {
    private static final int EXAMPLES = 3;

    private final Map<String, Refusals> refusals = new TreeMap<>();
    private long read;
    private long skipped;
    private long sent;
    private long accepted;
    private long duplicates;

    /** The rejections of one code: how many, and the first of them. */
    private static final class Refusals {
        private final List<String> examples = new ArrayList<>();
        private long count;
    }

    void read() {
        read++;
    }

    /** Records that an earlier import brought to the server. */
    void skipped(long records) {
        skipped += records;
    }

    void answered(long events, Answer answer) {
        sent += events;
        accepted += answer.accepted();
        duplicates += answer.duplicates();
    }

    void rejected(Input input, long line, String code, String message) {
        Refusals refused = refusals.computeIfAbsent(code, absent -> new Refusals());
        refused.count++;
        if (refused.examples.size() < EXAMPLES) {
            refused.examples.add(input.name() + ", line " + line + ": " + message);
        }
    }

    /** Records of which no event was taken. */
    public long rejected() {
        return refusals.values().stream().mapToLong(refused -> refused.count).sum();
    }

    /** Events that the server has, those it had before included. */
    public long accepted() {
        return accepted;
    }

    /** For people, line by line. */
    public List<String> lines(Duration took) {
        var lines = new ArrayList<String>();
        if (skipped > 0) {
            lines.add("skipped     %,12d  imported before; --restart sends them again".formatted(skipped));
        }
        lines.add("read        %,12d".formatted(read));
        lines.add("sent        %,12d".formatted(sent));
        lines.add("accepted    %,12d".formatted(accepted));
        lines.add("duplicates  %,12d".formatted(duplicates));
        lines.add("rejected    %,12d".formatted(rejected()));
        refusals.forEach((code, refused) -> {
            lines.add("  %-22s %,d".formatted(code, refused.count));
            refused.examples.forEach(example -> lines.add("    " + example));
        });
        double seconds = Math.max(took.toMillis(), 1) / 1000.0;
        lines.add("took        %,12.1f s, %,.0f events/s".formatted(seconds, sent / seconds));
        return lines;
    }
}
