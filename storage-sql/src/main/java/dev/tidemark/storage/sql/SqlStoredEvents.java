package dev.tidemark.storage.sql;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.event.FieldLimits;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Reads stored events page by page. Where a page ends is sought in a short stretch of time first, and in longer ones while it does not fill the page: so a page costs in
 * proportion to what is in it, however much is stored.
 */
public final class SqlStoredEvents implements StoredEvents {

    private static final Duration FIRST_STRETCH = Duration.ofMinutes(4);
    private static final int GROWTH = 16;

    private final StatementReader statements;
    private final StoredEventsStatement statement;

    /** @param events the table of events */
    public SqlStoredEvents(StatementReader statements, String events, Dialect dialect) {
        this.statements = statements;
        this.statement = new StoredEventsStatement(events, dialect);
    }

    @Override
    public SortedMap<TenantId, Long> tenants(Duration timeout) {
        SortedMap<TenantId, Long> counts = new TreeMap<>();
        statements.read(
                statement::tenants,
                timeout,
                row -> counts.put(new TenantId(String.valueOf(row.text(1))), row.number(2)));
        return counts;
    }

    @Override
    public Optional<EventPosition> read(EventsRead read, Consumer<Event> sink) {
        Countdown countdown = new Countdown(read.timeout());
        Optional<Instant> from = start(read, countdown);
        if (from.isEmpty() || !from.get().isBefore(FieldLimits.STORABLE.to())) {
            return Optional.empty();
        }
        Optional<EventPosition> end = end(read, from.get(), countdown);
        TimeRange range = new TimeRange(
                from.get(),
                end.map(position -> position.timestamp().plusMillis(1)).orElse(FieldLimits.STORABLE.to()));
        Page page = new Page(read.tenant(), sink);
        statements.stream(() -> statement.page(read, range), countdown.left(), page::add);
        return page.events == read.most() ? page.last : end;
    }

    /** No event that is wanted is before. */
    private Optional<Instant> start(EventsRead read, Countdown countdown) {
        if (read.after().isPresent()) {
            return read.after().map(after -> after.timestamp().truncatedTo(ChronoUnit.MILLIS));
        }
        List<Optional<Instant>> earliest = statements.rows(
                () -> statement.earliest(read), countdown.left(), row -> Optional.ofNullable(row.whole(1))
                        .map(Instant::ofEpochMilli));
        return earliest.getFirst();
    }

    /** The position of the last event of a full page; empty if no page is full. */
    private Optional<EventPosition> end(EventsRead read, Instant from, Countdown countdown) {
        Instant last = FieldLimits.STORABLE.to();
        Duration stretch = FIRST_STRETCH;
        Instant to = from;
        while (to.isBefore(last)) {
            to = stretch.compareTo(Duration.between(from, last)) < 0 ? from.plus(stretch) : last;
            TimeRange range = new TimeRange(from, to);
            List<EventPosition> end = statements.rows(
                    () -> statement.pageEnd(read, range),
                    countdown.left(),
                    row -> new EventPosition(
                            Instant.ofEpochMilli(row.number(1)), new UUID(row.number(2), row.number(3))));
            if (!end.isEmpty()) {
                return Optional.of(end.getFirst());
            }
            stretch = stretch.multipliedBy(GROWTH);
        }
        return Optional.empty();
    }

    /** What has been handed over of a page. */
    private static final class Page {
        private final TenantId tenant;
        private final Consumer<Event> sink;
        private int events;
        private Optional<EventPosition> last = Optional.empty();

        Page(TenantId tenant, Consumer<Event> sink) {
            this.tenant = tenant;
            this.sink = sink;
        }

        void add(Row row) {
            Event event = StoredEventRow.read(row, tenant);
            sink.accept(event);
            events++;
            last = Optional.of(EventPosition.of(event));
        }
    }

    /** The time that is left for the statements of one read. */
    private record Countdown(long endsAt) {
        Countdown(Duration time) {
            this(System.nanoTime() + time.toNanos());
        }

        Duration left() {
            return Duration.ofNanos(Math.max(1, endsAt - System.nanoTime()));
        }
    }
}
