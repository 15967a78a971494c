package dev.tidemark.ingestion.log;

import dev.tidemark.ingestion.log.LogFigures.Damaged;
import dev.tidemark.ingestion.log.SegmentReader.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of the log is unreadable: each place is told once, and its bytes are kept in a file of their own that outlives the segment, so that the loss is known after any number of restarts, until an
 * operator deletes the file.
 */
final class Damages {
    static final String SUFFIX = ".damaged";
    private static final Pattern NAME = Pattern.compile("\\d{20}-(\\d+)\\.damaged");
    private static final int PIECE_BYTES = 1 << 20;

    private final Path directory;
    private final Channels channels;
    private final LogObserver observer;
    private final Map<Path, Damaged> kept = new ConcurrentSkipListMap<>();

    Damages(LogDirectory directory, Path path, Channels channels, LogObserver observer) throws IOException {
        this.directory = path;
        this.channels = channels;
        this.observer = observer;
        for (Path file : directory.files(Segment.SUFFIX + Segment.LOST)) {
            if (Files.size(file) > 0) { // and not a mark for one that is not there at all
                kept.put(file, new Damaged(1, 0, Files.size(file)));
            }
        }
        for (Path file : directory.files(SUFFIX)) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches()) {
                kept.put(file, new Damaged(1, Long.parseLong(name.group(1)), Files.size(file)));
            }
        }
    }

    /** What is kept and was not deleted since. */
    Damaged figures() {
        kept.keySet().removeIf(Files::notExists);
        return kept.values().stream().reduce(Damaged.NONE, Damaged::plus);
    }

    /**
     * Keeps the bytes between two positions, unless another reader has met them before. A disk that has no room for them holds up nothing: they are told all the same.
     *
     * @param nextSequence of the record behind them
     */
    synchronized void keep(SegmentReader reader, long from, long to, long nextSequence, String what)
            throws IOException {
        long records = Math.max(0, nextSequence - sequenceAt(reader, from));
        Path file = directory.resolve("%020d-%d%s".formatted(from, records, SUFFIX));
        if (kept.containsKey(file)) {
            return;
        }
        Segment segment = reader.segment();
        LogDamage damage = new LogDamage(segment.path(), segment.offset(from), to - from, records, file, what);
        try {
            copy(segment, damage);
            kept.put(file, new Damaged(1, records, damage.bytes()));
        } catch (IOException e) {
            Files.deleteIfExists(file);
            observer.trouble("cannot keep " + file, e);
        }
        observer.damaged(damage);
    }

    private void copy(Segment segment, LogDamage damage) throws IOException {
        try (FileChannel source = channels.open(segment.path(), StandardOpenOption.READ);
                FileChannel target = channels.open(
                        damage.keptAs(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
            for (long done = 0; done < damage.bytes(); ) {
                piece.clear().limit((int) Math.min(PIECE_BYTES, damage.bytes() - done));
                if (source.read(piece, damage.offset() + done) < 0) {
                    break; // the file itself was cut
                }
                piece.flip();
                while (piece.hasRemaining()) {
                    done += target.write(piece, done);
                }
            }
            target.force(true);
        }
        Channels.syncDirectory(directory);
    }

    /** How many records the log had taken before a position: records are numbered. */
    private static long sequenceAt(SegmentReader reader, long position) throws IOException {
        long sequence = reader.segment().firstSequence();
        for (Optional<Place> whole = reader.nextWhole(reader.segment().base(), position, header -> true);
                whole.isPresent();
                whole = reader.nextWhole(whole.get().end(), position, header -> true)) {
            sequence = whole.get().header().nextSequence();
        }
        return sequence;
    }
}
