package dev.tidemark.domain.behavior;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far actors come through steps, by their events in a range.
 *
 * <p>An attempt begins with an event and takes later ones (by {@link EventOrder}), each of which is at most the window after the first. How it goes on says
 * the mode. An actor counts for the attempt that reaches the most steps; among those, the one that reaches them by the earliest event, and of these the
 * one that began last.
 *
 * @param filter which events are looked at at all
 * @param steps from first to last
 * @param breakdown an attribute of an attempt's first event to count by
 */
public record FunnelQuery(
        TenantId tenant,
        TimeRange range,
        Filter filter,
        List<Filter> steps,
        Mode mode,
        Duration window,
        Optional<Attribute> breakdown) {

    /** Each step costs a pass over the events. */
    public static final int MAX_STEPS = 50;

    /** How an attempt takes steps. */
    public enum Mode {
        /** The steps in their order; a step is reached by an event that matches it, after that of the step before. One event takes one step. */
        ORDERED,
        /** As ordered; and an event between those of two steps that matches a step matches one of these two. */
        STRICT,
        /** In any order, beginning with any; an event stands for every step that it matches. */
        ANY
    }

    public FunnelQuery {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(range, "range is null");
        requireNonNull(filter, "filter is null");
        requireNonNull(mode, "mode is null");
        requireNonNull(breakdown, "breakdown is null");
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MAX_STEPS) {
            throw new IllegalArgumentException(
                    "a funnel of %d steps, expected 1 to %d".formatted(steps.size(), MAX_STEPS));
        }
        if (!window.isPositive()) {
            throw new IllegalArgumentException("window is " + window + ", expected more than zero");
        }
        breakdown.ifPresent(attribute -> {
            if (!attribute.is(FieldRole.DIMENSION)) {
                throw new IllegalArgumentException(attribute.label() + " cannot be grouped by");
            }
        });
    }
}
