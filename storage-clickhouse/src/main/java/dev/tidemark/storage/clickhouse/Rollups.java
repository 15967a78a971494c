package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Segment;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.StorageFigures.Stage;
import dev.tidemark.storage.sql.RollupTable;
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
final class Rollups {

    private volatile List<KeptRollup> kept = List.of();
    private final Map<KeptRollup, Integer> readers = new HashMap<>();

    /** From now on these are kept, the preferred first. */
    synchronized void keep(List<KeptRollup> rollups) {
        kept = List.copyOf(rollups);
    }

    synchronized void forget(KeptRollup rollup) {
        kept = kept.stream().filter(other -> other != rollup).toList();
    }

    List<KeptRollup> all() {
        return kept;
    }

    List<RollupTable> tables() {
        return kept.stream().flatMap(rollup -> rollup.tables().stream()).toList();
    }

    /** What can answer: of a name with two rollups, the earlier until the later is complete. */
    List<RollupCoverage> coverage() {
        List<KeptRollup> now = kept;
        return now.stream()
                .filter(rollup -> serves(rollup, now))
                .map(rollup -> new RollupCoverage(rollup.definition(), rollup.complete()))
                .toList();
    }

    Stage stage(KeptRollup rollup) {
        if (!rollup.isWanted()) {
            return Stage.REPLACED;
        }
        return rollup.isComplete() ? Stage.COMPLETE : Stage.FILLING;
    }

    /** The preferred of those that lack days. */
    Optional<KeptRollup> unfilled() {
        return kept.stream()
                .filter(KeptRollup::isWanted)
                .filter(rollup -> !rollup.isComplete())
                .findFirst();
    }

    /** Those that were replaced and that nobody reads. */
    synchronized List<KeptRollup> unused() {
        return kept.stream()
                .filter(rollup -> isRetired(rollup, kept))
                .filter(rollup -> !readers.containsKey(rollup))
                .toList();
    }

    /**
     * Reads by a plan, in which rollups are named for their tables. Meanwhile none of the plan's rollups goes. What a rollup was
     * to answer that is gone, or about to go, raw events answer.
     */
    <T> T reading(Plan plan, Function<Plan, T> read) {
        Map<RollupDefinition, KeptRollup> used = take(plan);
        try {
            return read.apply(stored(plan, used));
        } finally {
            giveBack(used);
        }
    }

    private synchronized Map<RollupDefinition, KeptRollup> take(Plan plan) {
        Map<RollupDefinition, KeptRollup> used = new HashMap<>();
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

    private synchronized void giveBack(Map<RollupDefinition, KeptRollup> used) {
        used.values()
                .forEach(rollup -> readers.computeIfPresent(rollup, (key, count) -> count == 1 ? null : count - 1));
    }

    private static Plan stored(Plan plan, Map<RollupDefinition, KeptRollup> used) {
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : plan.segments()) {
            segments.add(new Segment(stored(segment.source(), used), segment.ranges()));
        }
        return new Plan(segments);
    }

    private static Source stored(Source source, Map<RollupDefinition, KeptRollup> used) {
        return switch (source) {
            case Source.Raw raw -> raw;
            case Source.Rollup(var definition, var granularity) ->
                Optional.ofNullable(used.get(definition))
                        .<Source>map(rollup -> new Source.Rollup(rollup.stored(), granularity))
                        .orElseGet(Source.Raw::new);
        };
    }

    private static boolean serves(KeptRollup rollup, List<KeptRollup> among) {
        return rollup.isWanted()
                ? rollup.isComplete() || among.stream().noneMatch(other -> other.isReplacedBy(rollup))
                : !isRetired(rollup, among);
    }

    private static boolean isRetired(KeptRollup rollup, List<KeptRollup> among) {
        return among.stream().anyMatch(other -> rollup.isReplacedBy(other) && other.isComplete());
    }
}
