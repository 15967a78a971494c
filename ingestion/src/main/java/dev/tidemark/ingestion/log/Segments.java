package dev.tidemark.ingestion.log;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** The files of a log in order. The last one is being written, or was until the disk failed. */
final class Segments {
    private final ConcurrentSkipListMap<Long, Segment> byBase = new ConcurrentSkipListMap<>();
    private final NavigableSet<Long> lost;

    /** @param lost bases of the files that an operator declared lost */
    Segments(Collection<Segment> segments, Collection<Long> lost) {
        segments.forEach(this::put);
        this.lost = new TreeSet<>(lost);
    }

    /** Adds a segment, or replaces what is known of it. */
    void put(Segment segment) {
        byBase.put(segment.base(), segment);
    }

    Collection<Segment> all() {
        return byBase.values();
    }

    Optional<Segment> last() {
        return Optional.ofNullable(byBase.lastEntry()).map(Map.Entry::getValue);
    }

    /** The segment that holds a position, or that comes after it if the position is in none. */
    Optional<Segment> holding(long position) {
        Map.Entry<Long, Segment> floor = byBase.floorEntry(position);
        boolean within = floor != null && (position < floor.getValue().limit() || isLast(floor.getValue()));
        return Optional.ofNullable(within ? floor : byBase.ceilingEntry(position))
                .map(Map.Entry::getValue);
    }

    /** The segment after one. */
    Optional<Segment> after(Segment segment) {
        return Optional.ofNullable(byBase.higherEntry(segment.base())).map(Map.Entry::getValue);
    }

    /** Where the records of a segment end: where those of the next begin, or at the end of the log. */
    long end(Segment segment, long endOfLog) {
        return after(segment).map(Segment::base).orElse(endOfLog);
    }

    /** Whether a file that was declared lost, or could not be read at all, begins in {@code [from, to)}. */
    boolean isLost(long from, long to) {
        Long base = lost.ceiling(from);
        return base != null && base < to;
    }

    /** The position of the oldest record kept, or {@code otherwise} if there is no segment. */
    long oldest(long otherwise) {
        Map.Entry<Long, Segment> first = byBase.firstEntry();
        return first == null ? otherwise : first.getKey();
    }

    long bytes() {
        return byBase.values().stream().mapToLong(Segment::bytes).sum();
    }

    /** Deletes the files that hold nothing from {@code position} on, except the last. */
    synchronized void deleteBefore(long position) throws IOException {
        for (Segment segment : byBase.values()) {
            if (isLast(segment) || end(segment, Long.MAX_VALUE) > position) {
                return;
            }
            Files.deleteIfExists(segment.path());
            byBase.remove(segment.base());
        }
    }

    private boolean isLast(Segment segment) {
        return after(segment).isEmpty();
    }
}
