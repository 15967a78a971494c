package dev.tidemark.ingestion.log;

import java.time.Duration;
import java.util.List;

/**
 * Reads the log in order, from the saved position of its cursor on. Used by one thread at a time, which must not be interrupted while it reads; only
 * {@link #wakeUp} may be called by others.
 */
public interface LogReader extends AutoCloseable {

    /**
     * The records after those read before, at least one unless time runs out or {@link #wakeUp} is called, and further ones that are at hand until they
     * exceed {@code maxBytes} together. Only durable records are seen; unreadable ones are passed over, of which {@link LogObserver#damaged} tells.
     *
     * @param wait the longest time to wait for the first record; zero does not wait
     * @throws java.io.UncheckedIOException if the disk fails; reading again may help
     */
    List<LogRecord> read(int maxBytes, Duration wait);

    /** The position after the last record read. */
    long position();

    /** The saved position of the cursor. */
    long saved();

    /**
     * Saves durably that every record before {@code position} is dealt with: it will not be read again after a restart and may be deleted. Does nothing where the cursor was {@linkplain
     * EventLog#skip moved} further meanwhile.
     *
     * @param position between what was saved before and {@link #position}
     * @throws java.io.UncheckedIOException if the disk fails; the position saved before, or this one, stays
     */
    void save(long position);

    /** Goes back to the saved position, so that records read but not saved are read again. */
    void rewind();

    /** Whether somebody waits for a record that was read and is not saved, as far as the log knows. */
    default boolean isAwaited() {
        return false;
    }

    /** Makes a {@link #read} that waits, or else the next one, return without waiting. */
    void wakeUp();

    @Override
    void close();
}
