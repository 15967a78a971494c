package dev.tidemark.ingestion.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A disk that can lose its power: of each sector written since its file was last synced, either the old or the new content is found afterwards, whatever
 * the order of the writes was. The log under test goes on; what the power cut left is a copy of its directory.
 */
final class PowerCut implements Channels {
    private static final int SECTOR_BYTES = 512;

    /** Old contents of the unsynced sectors, by offset, for each file (by inode, since files are renamed). */
    private final Map<Object, NavigableMap<Long, byte[]>> unsynced = new HashMap<>();

    @Override
    public synchronized FileChannel open(Path path, OpenOption... options) throws IOException {
        FileChannel channel = FileChannel.open(path, options);
        return List.of(options).contains(StandardOpenOption.WRITE)
                ? new Sectors(channel, FileChannel.open(path, StandardOpenOption.READ), key(path))
                : channel;
    }

    /** What the disk holds if the power fails now. */
    synchronized void copyTo(Path from, Path to, Random random) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(PowerCut::matters).toList()) {
                Path copy = to.resolve(file.getFileName().toString());
                byte[] content = Files.readAllBytes(file);
                unsynced.getOrDefault(key(file), new TreeMap<>()).forEach((offset, old) -> {
                    if (random.nextBoolean()) {
                        int length = (int) Math.min(old.length, content.length - offset);
                        System.arraycopy(old, 0, content, offset.intValue(), Math.max(0, length));
                    }
                });
                Files.write(copy, content);
            }
        }
    }

    /** The segment being made ahead comes and goes, and is made anew where it is missing. */
    private static boolean matters(Path file) {
        return !file.getFileName().toString().startsWith("spare");
    }

    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private final class Sectors extends ForwardingChannel {
        private final FileChannel reader;
        private final Object key;

        Sectors(FileChannel delegate, FileChannel reader, Object key) {
            super(delegate);
            this.reader = reader;
            this.key = key;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            synchronized (PowerCut.this) {
                NavigableMap<Long, byte[]> sectors = unsynced.computeIfAbsent(key, _ -> new TreeMap<>());
                long end = position + source.remaining();
                for (long at = position / SECTOR_BYTES * SECTOR_BYTES; at < end; at += SECTOR_BYTES) {
                    if (!sectors.containsKey(at)) {
                        sectors.put(at, oldContent(at));
                    }
                }
                return super.write(source, position);
            }
        }

        private byte[] oldContent(long offset) throws IOException {
            ByteBuffer old = ByteBuffer.allocate(SECTOR_BYTES);
            while (old.hasRemaining() && reader.read(old, offset + old.position()) >= 0) {}
            return old.array();
        }

        @Override
        public void force(boolean metaData) throws IOException {
            synchronized (PowerCut.this) {
                super.force(metaData);
                unsynced.remove(key);
            }
        }

        @Override
        protected void implCloseChannel() throws IOException {
            reader.close();
            super.implCloseChannel();
        }
    }
}
