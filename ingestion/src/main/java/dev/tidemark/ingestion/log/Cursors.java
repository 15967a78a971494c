package dev.tidemark.ingestion.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/** The cursors registered with a log, each in a file of its name. */
final class Cursors implements Closeable {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

    private final Path directory;
    private final Channels channels;
    private final Map<String, Cursor> byName = new ConcurrentSkipListMap<>();

    Cursors(Path directory, Channels channels) {
        this.directory = directory;
        this.channels = channels;
    }

    /** Loads the cursors found in the directory; one whose file is damaged goes back to {@code oldest}, and {@code observer} hears so. */
    void load(List<Path> files, long oldest, LogObserver observer) throws IOException {
        for (Path path : files) {
            String fileName = path.getFileName().toString();
            String name = fileName.substring(0, fileName.length() - CursorFile.SUFFIX.length());
            CursorFile.Opened opened = CursorFile.open(channels, path);
            if (opened.damaged()) {
                String message = "%s is damaged; cursor '%s' goes back to the oldest record kept".formatted(path, name);
                observer.trouble(message, new LogCorruptException(message));
            }
            if (opened.position().isEmpty()) {
                opened.file().create(oldest);
            }
            byName.put(
                    name,
                    new Cursor(name, path, opened.file(), opened.position().orElse(oldest)));
        }
    }

    Cursor register(String name, long oldest) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "cursor is '%s', expected 1 to 64 characters of a-z, 0-9 and -".formatted(name));
        }
        Cursor known = byName.get(name);
        if (known != null) {
            return known;
        }
        Path path = directory.resolve(name + CursorFile.SUFFIX);
        CursorFile file = CursorFile.open(channels, path).file();
        file.create(oldest);
        Channels.syncDirectory(directory);
        Cursor cursor = new Cursor(name, path, file, oldest);
        byName.put(name, cursor);
        return cursor;
    }

    void forget(String name) throws IOException {
        Cursor cursor = byName.get(name);
        if (cursor == null) {
            return;
        }
        if (cursor.isInUse()) {
            throw new IllegalStateException("cursor '%s' has a reader; close it before".formatted(name));
        }
        cursor.close();
        Files.deleteIfExists(cursor.path());
        Channels.syncDirectory(directory);
        byName.remove(name);
    }

    Cursor named(String name) {
        Cursor cursor = byName.get(name);
        if (cursor == null) {
            throw new IllegalArgumentException("cursor is '%s', expected one of %s".formatted(name, byName.keySet()));
        }
        return cursor;
    }

    Collection<Cursor> all() {
        return byName.values();
    }

    /** The cursor furthest behind. */
    Optional<Cursor> hindmost() {
        return byName.values().stream().min((a, b) -> Long.compare(a.saved(), b.saved()));
    }

    Optional<Cursor> foremost() {
        return byName.values().stream().max((a, b) -> Long.compare(a.saved(), b.saved()));
    }

    @Override
    public void close() throws IOException {
        for (Cursor cursor : byName.values()) {
            cursor.close();
        }
    }
}
