package dev.tidemark.storage.sql;

import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that a page of stored events is read with. Both look at no more of the table than a range of time; one finds by the narrow columns of the order where the page ends, the other
 * reads whole rows up to there.
 */
public final class StoredEventsStatement {

    private static final String PAGE_END = """
            SELECT {} AS t, {} AS h, {} AS l
            FROM %s
            WHERE {}
            ORDER BY {}
            LIMIT 1 OFFSET {}""";

    private static final String PAGE = """
            SELECT {}
            FROM %s
            WHERE {}
            ORDER BY {}
            LIMIT {}""";

    private static final String EARLIEST = """
            SELECT min({})
            FROM %s
            WHERE {} = {}""";

    private static final String TENANTS = """
            SELECT {}, count(*)
            FROM %s
            GROUP BY {}""";

    private final String events;
    private final Dialect dialect;
    private final Columns columns;

    /** @param events the table of events */
    public StoredEventsStatement(String events, Dialect dialect) {
        this.events = dialect.quote(events);
        this.dialect = dialect;
        this.columns = Columns.ofEvents(dialect);
    }

    /** Each tenant and how many events it has. */
    Fragment tenants() {
        return Fragment.of(TENANTS.formatted(events), column(Field.TENANT_ID), column(Field.TENANT_ID));
    }

    /** Milliseconds since 1970 of the tenant's first event; what a store says of no events, where there are none. */
    Fragment earliest(EventsRead read) {
        return Fragment.of(
                EARLIEST.formatted(events),
                dialect.epochMillis(column(Field.TIMESTAMP)),
                column(Field.TENANT_ID),
                Fragment.value(read.tenant().value()));
    }

    /** The time and id halves of the last event of a full page; no row if there are fewer events. */
    public Fragment pageEnd(EventsRead read, TimeRange range) {
        List<Fragment> halves = dialect.eventIdHalves();
        return Fragment.of(
                PAGE_END.formatted(events),
                dialect.epochMillis(column(Field.TIMESTAMP)),
                halves.getFirst(),
                halves.getLast(),
                Fragment.join("\n  AND ", conditions(read, range)),
                order(),
                Fragment.value(read.most() - 1L));
    }

    /** The rows of a page, as {@link StoredEventRow} reads them. */
    public Fragment page(EventsRead read, TimeRange range) {
        return Fragment.of(
                PAGE.formatted(events),
                Fragment.join(", ", StoredEventRow.columns(dialect)),
                Fragment.join("\n  AND ", conditions(read, range)),
                order(),
                Fragment.value((long) read.most()));
    }

    private List<Fragment> conditions(EventsRead read, TimeRange range) {
        List<Fragment> all = new ArrayList<>();
        all.add(Fragment.of(
                "{} = {}", column(Field.TENANT_ID), Fragment.value(read.tenant().value())));
        all.add(Times.in(List.of(range), column(Field.TIMESTAMP), dialect));
        read.after().ifPresent(after -> all.add(isAfter(after)));
        read.receivedFrom()
                .ifPresent(from -> all.add(Fragment.of("{} >= {}", column(Field.RECEIVED_AT), dialect.moment(from))));
        return all;
    }

    /** Ids are compared where times are equal only: that is seldom. */
    private Fragment isAfter(EventPosition after) {
        Fragment timestamp = column(Field.TIMESTAMP);
        Fragment moment = dialect.moment(after.timestamp());
        return Fragment.of(
                "({} > {} OR ({} = {} AND {}))",
                timestamp,
                moment,
                timestamp,
                moment,
                isGreater(dialect.eventIdOrder(), dialect.eventIdOrder(after.id())));
    }

    private static Fragment isGreater(List<Fragment> keys, List<Fragment> values) {
        Fragment first = Fragment.of("{} > {}", keys.getFirst(), values.getFirst());
        return keys.size() == 1
                ? first
                : Fragment.of(
                        "({} OR ({} = {} AND {}))",
                        first,
                        keys.getFirst(),
                        values.getFirst(),
                        isGreater(keys.subList(1, keys.size()), values.subList(1, values.size())));
    }

    private Fragment order() {
        List<Fragment> order = new ArrayList<>(List.of(column(Field.TIMESTAMP)));
        order.addAll(dialect.eventIdOrder());
        return Fragment.join(", ", order);
    }

    private Fragment column(Field field) {
        return columns.of(Attribute.of(field));
    }
}
