package dev.tidemark.ingestion.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk that fails on demand: the next syncs, or writes beyond a limit. Segments being made ahead are spared unless asked for. */
final class FailingDisk implements Channels {
    private final AtomicInteger sparedSyncs = new AtomicInteger();
    private final AtomicInteger failingSyncs = new AtomicInteger();
    private volatile boolean full;

    /** After {@code spared} syncs of segments in use {@code count} fail, and what was written since the sync before is lost, as the kernel may do. */
    void failSyncs(int spared, int count) {
        sparedSyncs.set(spared);
        failingSyncs.set(count);
    }

    /** Whether there is no room for new files, nor for anything that has no space reserved. */
    void setFull(boolean full) {
        this.full = full;
    }

    @Override
    public FileChannel open(Path path, OpenOption... options) throws IOException {
        boolean making = path.toString().endsWith(".tmp");
        return new Channel(FileChannel.open(path, options), making);
    }

    private final class Channel extends ForwardingChannel {
        private final boolean making;
        private long unsyncedFrom = Long.MAX_VALUE;
        private long unsyncedTo;

        Channel(FileChannel delegate, boolean making) {
            super(delegate);
            this.making = making;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (full && making) {
                throw new IOException("No space left on device");
            }
            unsyncedFrom = Math.min(unsyncedFrom, position);
            unsyncedTo = Math.max(unsyncedTo, position + source.remaining());
            return super.write(source, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (!making && !take(sparedSyncs) && take(failingSyncs)) {
                dropUnsynced();
                throw new IOException("Input/output error");
            }
            unsyncedFrom = Long.MAX_VALUE;
            unsyncedTo = 0;
            super.force(metaData);
        }

        private void dropUnsynced() throws IOException {
            long length = Math.max(0, unsyncedTo - unsyncedFrom);
            if (length > 0) {
                delegate.write(ByteBuffer.allocate((int) length), unsyncedFrom);
            }
        }
    }

    private static boolean take(AtomicInteger left) {
        return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }
}
