package dev.tidemark.storage.sql;

import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Segment;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StorageFigures.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rollups that are kept at the moment: which of them batches add to, which of them answer, and which are being read. A rollup
 * that was replaced is read no more, and goes once nobody reads it.
 */
public final class KeptRollups<R extends KeptRollup> {

    private volatile List<R> kept = List.of();
    private final Map<R, Integer> readers = new HashMap<>();

    /** From now on these are kept, the preferred first. */
    public synchronized void keep(List<R> rollups) {
        kept = List.copyOf(rollups);
    }

    public synchronized void forget(R rollup) {
        kept = kept.stream().filter(other -> other != rollup).toList();
    }

    public List<R> all() {
        return kept;
    }

    public List<RollupTable> tables() {
        return kept.stream().flatMap(rollup -> rollup.tables().stream()).toList();
    }

    /** What can answer: of a name with two rollups, the earlier until the later is complete. */
    public List<RollupCoverage> coverage() {
        List<R> now = kept;
        return now.stream()
                .filter(rollup -> serves(rollup, now))
                .map(rollup -> new RollupCoverage(rollup.definition(), rollup.complete()))
                .toList();
    }

    public Stage stage(R rollup) {
        if (!rollup.isWanted()) {
            return Stage.REPLACED;
        }
        return rollup.isComplete() ? Stage.COMPLETE : Stage.FILLING;
    }

    /**
     * What is kept, as the figures of a store show it.
     *
     * @param table the figures of a table by its name
     */
    public List<StorageFigures.Rollup> figures(Function<String, StorageFigures.Table> table) {
        return kept.stream()
                .map(rollup -> new StorageFigures.Rollup(
                        rollup.definition(),
                        stage(rollup),
                        rollup.complete(),
                        rollup.eventsToFill(),
                        rollup.eventsFilled(),
                        rollup.tables().stream()
                                .map(RollupTable::name)
                                .map(table)
                                .toList()))
                .toList();
    }

    /** The preferred of those that lack days. */
    public Optional<R> unfilled() {
        return kept.stream()
                .filter(KeptRollup::isWanted)
                .filter(rollup -> !rollup.isComplete())
                .findFirst();
    }

    /** Those that were replaced and that nobody reads. */
    public synchronized List<R> unused() {
        return kept.stream()
                .filter(rollup -> isRetired(rollup, kept))
                .filter(rollup -> !readers.containsKey(rollup))
                .toList();
    }

    /**
     * Reads by a plan, in which rollups are named for their tables. Meanwhile none of the plan's rollups goes. What a rollup was
     * to answer that is gone, or about to go, raw events answer.
     */
    public <T> T reading(Plan plan, Function<Plan, T> read) {
        Map<RollupDefinition, R> used = take(plan);
        try {
            return read.apply(stored(plan, used));
        } finally {
            giveBack(used);
        }
    }

    private synchronized Map<RollupDefinition, R> take(Plan plan) {
        Map<RollupDefinition, R> used = new HashMap<>();
        for (Segment segment : plan.segments()) {
            if (segment.source() instanceof Source.Rollup(var definition, var granularity)) {
                kept.stream()
                        .filter(rollup -> rollup.definition().equals(definition) && !isRetired(rollup, kept))
                        .findFirst()
                        .ifPresent(rollup -> used.put(definition, rollup));
            }
        }
        used.values().forEach(rollup -> readers.merge(rollup, 1, Integer::sum));
        return used;
    }

    private synchronized void giveBack(Map<RollupDefinition, R> used) {
        used.values()
                .forEach(rollup -> readers.computeIfPresent(rollup, (key, count) -> count == 1 ? null : count - 1));
    }

    private Plan stored(Plan plan, Map<RollupDefinition, R> used) {
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : plan.segments()) {
            segments.add(new Segment(stored(segment.source(), used), segment.ranges()));
        }
        return new Plan(segments);
    }

    private Source stored(Source source, Map<RollupDefinition, R> used) {
        return switch (source) {
            case Source.Raw raw -> raw;
            case Source.Rollup(var definition, var granularity) ->
                Optional.ofNullable(used.get(definition))
                        .<Source>map(rollup -> new Source.Rollup(rollup.stored(), granularity))
                        .orElseGet(Source.Raw::new);
        };
    }

    private static boolean serves(KeptRollup rollup, List<? extends KeptRollup> among) {
        return rollup.isWanted()
                ? rollup.isComplete() || among.stream().noneMatch(other -> other.isReplacedBy(rollup))
                : !isRetired(rollup, among);
    }

    private static boolean isRetired(KeptRollup rollup, List<? extends KeptRollup> among) {
        return among.stream().anyMatch(other -> rollup.isReplacedBy(other) && other.isComplete());
    }
}
