package dev.tidemark.ingestion.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A registered cursor: its name and how far it has durably come. */
final class Cursor implements Closeable {
    private final String name;
    private final Path path;
    private final CursorFile file;
    private volatile long saved;
    private boolean inUse;

    Cursor(String name, Path path, CursorFile file, long saved) {
        this.name = name;
        this.path = path;
        this.file = file;
        this.saved = saved;
    }

    String name() {
        return name;
    }

    Path path() {
        return path;
    }

    long saved() {
        return saved;
    }

    void save(long position) throws IOException {
        file.save(position);
        saved = position;
    }

    synchronized void use() {
        if (inUse) {
            throw new IllegalStateException("cursor '%s' has a reader already; close that one first".formatted(name));
        }
        inUse = true;
    }

    synchronized void release() {
        inUse = false;
    }

    synchronized boolean isInUse() {
        return inUse;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
