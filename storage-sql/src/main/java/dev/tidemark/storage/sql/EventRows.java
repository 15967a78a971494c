package dev.tidemark.storage.sql;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** Selects events of a tenant, a range and a filter, with the columns that a statement needs; their order is that of {@link #ORDER}. */
final class EventRows {

    /** Milliseconds since 1970. */
    static final String TIME = "t";

    /** The columns that {@link #select} begins with, and the order of events. */
    static final String ORDER = "t, o1, o2";

    /** The order of events turned round. */
    static final String LAST_FIRST = "t DESC, o1 DESC, o2 DESC";

    private final Dialect dialect;
    private final String events;
    private final TenantId tenant;
    private final Columns columns;

    EventRows(Dialect dialect, String events, TenantId tenant) {
        this.dialect = dialect;
        this.events = events;
        this.tenant = tenant;
        this.columns = Columns.ofEvents(dialect);
    }

    /** Time and order, then what is asked for; of events for which all conditions are true. */
    Fragment select(List<Fragment> selected, TimeRange range, Filter filter, Fragment... conditions) {
        List<Fragment> all = new ArrayList<>(order());
        all.addAll(selected);
        return Fragment.of(
                "SELECT {}\n  FROM " + dialect.quote(events) + "\n  WHERE {}",
                list(all),
                where(range, filter, conditions));
    }

    /** The columns of {@link #ORDER}. */
    private List<Fragment> order() {
        List<Fragment> order = new ArrayList<>();
        order.add(dialect.epochMillis(timestamp()).as(TIME));
        List<Fragment> ids = dialect.eventIdOrder();
        order.add(ids.getFirst().as("o1"));
        order.add((ids.size() > 1 ? ids.getLast() : Fragment.of("0")).as("o2"));
        return order;
    }

    Fragment where(TimeRange range, Filter filter, Fragment... conditions) {
        List<Fragment> all = new ArrayList<>();
        all.add(Fragment.of("{} = {}", of(Field.TENANT_ID), Fragment.value(tenant.value())));
        all.add(Times.in(List.of(range), timestamp(), dialect));
        if (!filter.equals(Filter.ALL)) {
            all.add(condition(filter));
        }
        all.addAll(List.of(conditions));
        return Fragment.join("\n    AND ", all);
    }

    Fragment condition(Filter filter) {
        return new Conditions(dialect, columns).of(filter);
    }

    Fragment timestamp() {
        return of(Field.TIMESTAMP);
    }

    Fragment of(Field field) {
        return of(Attribute.of(field));
    }

    Fragment of(Attribute attribute) {
        return columns.of(attribute);
    }

    static Fragment list(List<Fragment> fragments) {
        return Fragment.join(", ", fragments);
    }
}
