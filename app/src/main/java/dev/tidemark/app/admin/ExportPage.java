package dev.tidemark.app.admin;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.ingestion.decode.StoredEventWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A page of stored events as lines.
 *
 * @param next after which position the next page begins; empty for the last
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ExportPage(byte[] lines, int events, Optional<EventPosition> next) {

    /** A page of large events ends here, so that it fits into memory. */
    private static final int MOST_BYTES = 8 << 20;

    static ExportPage read(StoredEvents stored, EventsRead read) {
        Lines lines = new Lines();
        Optional<EventPosition> next = stored.read(read, lines::add);
        return new ExportPage(lines.bytes(), lines.events, lines.cutOff ? lines.last : next);
    }

    /** Takes events until there is no more room. */
    private static final class Lines {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        private final StoredEventWriter writer = new StoredEventWriter(bytes);
        private int events;
        private boolean cutOff;
        private Optional<EventPosition> last = Optional.empty();

        void add(Event event) {
            if (bytes.size() >= MOST_BYTES) {
                cutOff = true;
                return;
            }
            writer.write(event);
            events++;
            last = Optional.of(EventPosition.of(event));
        }

        byte[] bytes() {
            try {
                writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException("memory cannot be written", e);
            }
            return bytes.toByteArray();
        }
    }
}
