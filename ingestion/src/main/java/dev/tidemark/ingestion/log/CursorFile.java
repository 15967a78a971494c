package dev.tidemark.ingestion.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * The file of a cursor: two slots in blocks of their own, each with a generation and a checksum. Saving overwrites the older slot, so that the newer one
 * stays whatever happens. This replaces the file's content atomically as renaming a new file would, yet needs no free space: on a full disk cursors must
 * still move, for only that lets segments be deleted.
 */
final class CursorFile implements Closeable {
    static final String SUFFIX = ".cursor";
    private static final int SLOT_BYTES = 4096;
    private static final int CRC_OFFSET = 28;
    private static final long MAGIC = 0x5449444543555253L; // "TIDECURS"
    private static final int VERSION = 1;

    private final FileChannel channel;
    private long generation;

    private CursorFile(FileChannel channel) {
        this.channel = channel;
    }

    /** What a cursor file said; empty if it is new or neither slot is whole. */
    record Opened(CursorFile file, OptionalLong position, boolean damaged) {}

    static Opened open(Channels channels, Path path) throws IOException {
        FileChannel channel =
                channels.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        CursorFile file = new CursorFile(channel);
        boolean isNew = channel.size() < 2 * SLOT_BYTES;
        OptionalLong position = file.load();
        return new Opened(file, position, position.isEmpty() && !isNew);
    }

    /** Makes {@code position} what {@link #open} will say, durably. */
    void save(long position) throws IOException {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        long next = generation + 1;
        slot.putLong(MAGIC)
                .putInt(VERSION)
                .putLong(next)
                .putLong(position)
                .putInt(crc(slot))
                .rewind();
        long offset = next % 2 * SLOT_BYTES;
        while (slot.hasRemaining()) {
            channel.write(slot, offset + slot.position());
        }
        channel.force(false);
        generation = next; // only now: after a failure the same slot is written again, and the other one is left alone
    }

    /** Gives a new file both slots, so that no later save needs space. */
    void create(long position) throws IOException {
        save(position);
        save(position);
        channel.force(true);
    }

    private OptionalLong load() throws IOException {
        OptionalLong position = OptionalLong.empty();
        for (int index = 0; index < 2; index++) {
            ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
            long offset = (long) index * SLOT_BYTES;
            while (slot.hasRemaining() && channel.read(slot, offset + slot.position()) >= 0) {}
            slot.rewind();
            boolean whole = slot.getLong() == MAGIC && slot.getInt() == VERSION && slot.getInt(CRC_OFFSET) == crc(slot);
            long slotGeneration = slot.getLong();
            if (whole && slotGeneration > generation) {
                generation = slotGeneration;
                position = OptionalLong.of(slot.getLong());
            }
        }
        return position;
    }

    private static int crc(ByteBuffer slot) {
        CRC32C crc = new CRC32C();
        crc.update(slot.duplicate().position(0).limit(CRC_OFFSET));
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
