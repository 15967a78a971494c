package dev.tidemark.ingestion.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a log's directory holds when it is opened, checked and with its torn tail cut off. Every start goes on in a new file, so that nothing is ever written
 * behind a place where an earlier process stopped.
 */
record OpenedLog(Segments segments, Cursors cursors, Damages damages, Tail.End end) {
    private static final String LOST = Segment.SUFFIX + Segment.LOST;

    static OpenedLog open(LogDirectory directory, Path path, Channels channels, LogObserver observer)
            throws IOException {
        List<Segment> found = new ArrayList<>();
        for (Path file : directory.files(Segment.SUFFIX)) {
            SegmentHeader.read(channels, file, observer).ifPresent(found::add);
        }
        List<Long> lost = directory.files(LOST).stream()
                .map(file -> Segment.base(file, LOST))
                .toList();
        Segments segments = new Segments(found, lost);
        Cursors cursors = new Cursors(path, channels);
        cursors.load(directory.files(CursorFile.SUFFIX), segments.oldest(0), observer);
        long foremost = cursors.foremost().map(Cursor::saved).orElse(0L);
        Tail.End end = endOfLog(channels, segments, foremost);
        Damages damages = new Damages(directory, path, channels, observer);
        OpenedLog log = new OpenedLog(segments, cursors, damages, end);
        log.checkCursors();
        log.checkGaps(path);
        segments.deleteBefore(cursors.hindmost().map(Cursor::saved).orElse(0L));
        return log;
    }

    private static Tail.End endOfLog(Channels channels, Segments segments, long foremost) throws IOException {
        Optional<Segment> last = segments.last();
        if (last.isEmpty()) {
            return new Tail.End(foremost, 0);
        }
        Tail.End end = Recovery.end(channels, last.get(), foremost);
        segments.put(cutOff(channels, last.get(), end.position()));
        boolean lostBehind = segments.isLost(end.position(), Long.MAX_VALUE);
        return lostBehind && foremost > end.position() ? new Tail.End(foremost, end.sequence()) : end;
    }

    /** Also syncs what is kept: a process that died may have left it to the operating system alone. */
    private static Segment cutOff(Channels channels, Segment segment, long end) throws IOException {
        long bytes = segment.offset(end);
        try (FileChannel channel = channels.open(segment.path(), StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
            channel.force(true);
        }
        return segment.withBytes(bytes);
    }

    private void checkCursors() {
        for (Cursor cursor : cursors.all()) {
            if (cursor.saved() > end.position()) {
                throw new LogCorruptException(
                        "The event log ends at position %d, but cursor %s stands at %d: the last segment was cut or is an older copy. Restore it; or delete the cursor's file, and its reader is given again what the log holds."
                                .formatted(end.position(), cursor.path(), cursor.saved()));
            }
        }
    }

    /** Files that no cursor needs may be missing: deletions need not reach the disk in order. */
    private void checkGaps(Path directory) {
        long position = cursors.hindmost().map(Cursor::saved).orElse(segments.oldest(0));
        long from = 0;
        for (Segment segment : segments.all()) {
            checkGap(directory, position, segment.base(), from);
            position = Math.max(position, segment.limit());
            from = segment.base() + 1;
        }
        checkGap(directory, position, end.position(), from);
    }

    private void checkGap(Path directory, long position, long next, long lostFrom) {
        if (position < next && !segments.isLost(lostFrom, next)) {
            throw new LogCorruptException(
                    "The event log %s holds nothing between positions %d and %d: a segment is missing. Restore it; or, to accept the loss, make an empty file %s.lost and start again."
                            .formatted(directory, position, next, Segment.path(directory, position)));
        }
    }
}
