package dev.tidemark.ingestion.delivery;

import dev.tidemark.ingestion.pipeline.PrimaryStore.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What became of the records delivered last, and who waits for one that is not delivered yet. */
final class Outcomes {
    private static final int REMEMBERED = 1 << 14;

    private final Map<Long, Outcome> recent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Outcome> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Map<Long, CompletableFuture<Optional<Outcome>>> waiting = new HashMap<>();
    private long deliveredUpTo;
    private boolean ended;

    Outcomes(long deliveredUpTo) {
        this.deliveredUpTo = deliveredUpTo;
    }

    /** Completes when the record is delivered; empty if that is too long ago to be known, or if the delivery ends before. */
    synchronized CompletableFuture<Optional<Outcome>> of(long position) {
        if (position < deliveredUpTo || ended) {
            return CompletableFuture.completedFuture(Optional.ofNullable(recent.get(position)));
        }
        return waiting.computeIfAbsent(position, _ -> new CompletableFuture<>());
    }

    /** Whether anybody waits for a record before this position. */
    synchronized boolean isAwaited(long before) {
        return waiting.keySet().stream().anyMatch(position -> position < before);
    }

    /**
     * Notes what became of all records before a position.
     *
     * @param outcomes by position
     */
    void delivered(Map<Long, ? extends Outcome> outcomes, long upTo) {
        complete(note(outcomes, upTo));
    }

    private synchronized List<Runnable> note(Map<Long, ? extends Outcome> outcomes, long upTo) {
        recent.putAll(outcomes);
        deliveredUpTo = upTo;
        List<Runnable> completions = new ArrayList<>();
        outcomes.forEach((position, outcome) -> {
            CompletableFuture<Optional<Outcome>> stage = waiting.remove(position);
            if (stage != null) {
                completions.add(() -> stage.complete(Optional.of(outcome)));
            }
        });
        return completions;
    }

    /** Nothing more will be delivered. */
    void end() {
        complete(endWaiting());
    }

    private synchronized List<Runnable> endWaiting() {
        ended = true;
        List<Runnable> completions = new ArrayList<>();
        waiting.values().forEach(stage -> completions.add(() -> stage.complete(Optional.empty())));
        waiting.clear();
        return completions;
    }

    /** Outside the lock, since completing runs what depends on it. */
    private static void complete(List<Runnable> completions) {
        completions.forEach(Runnable::run);
    }
}
