package dev.tidemark.query.answer;

import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateRows;
import dev.tidemark.domain.storage.Storage;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** All that one answer reads from the store, within the time of the question. For one thread. */
final class Reads {

    private final Storage storage;
    private final int maxGroups;
    private final TimeLeft left;
    private final Planner planner = new Planner();
    private final Set<String> servedBy = new LinkedHashSet<>();
    private OptionalLong rowsRead = OptionalLong.of(0);
    private Optional<Instant> keptSince = Optional.empty();

    Reads(Storage storage, int maxGroups, TimeLeft left) {
        this.storage = storage;
        this.maxGroups = maxGroups;
        this.left = left;
    }

    /** The question's groups in order; one more than its limit if there are more. */
    List<Group> groups(Question question) {
        Reading reading = new Reading(question, maxGroups);
        AggregateQuery query = reading.query();
        Plan plan = planner.plan(query, question.extras().rollups() ? storage.rollups() : List.of());
        AggregateRows rows = storage.aggregateReader().read(new AggregateRead(query, plan, left.now()));
        servedBy.addAll(plan.servedBy());
        Expired.in(plan, storage.keptSince()).ifPresent(since -> keptSince = Optional.of(since));
        rowsRead = sum(rowsRead, rows.rowsRead());
        return reading.groups(rows);
    }

    /** What was read so far, the first first. */
    List<String> servedBy() {
        return List.copyOf(servedBy);
    }

    /** If events were read that may have been deleted: since when none were. */
    Optional<Instant> keptSince() {
        return keptSince;
    }

    /** Of all reads so far, where the store tells it of each. */
    OptionalLong rowsRead() {
        return rowsRead;
    }

    private static OptionalLong sum(OptionalLong one, OptionalLong other) {
        return one.isPresent() && other.isPresent()
                ? OptionalLong.of(one.getAsLong() + other.getAsLong())
                : OptionalLong.empty();
    }
}
