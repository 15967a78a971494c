package dev.tidemark.app.metrics;

import dev.tidemark.domain.tenant.TenantId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The slowest questions of the last hour, of whatever store, as this process saw them: with the waiting for a turn and for the network. For each minute it keeps the slowest {@value #MOST}, so those of the
 * hour are among them. What was filtered by is not kept, since it may be about a person.
 */
@Singleton
public final class SlowQuestions {

    /** How many are told of. */
    public static final int MOST = 20;

    private static final Duration KEPT = Duration.ofHours(1);
    private static final Comparator<Question> SLOWEST_FIRST =
            Comparator.comparing(Question::took).reversed();

    private final Clock clock;
    private final NavigableMap<Long, List<Question>> minutes = new TreeMap<>();

    public SlowQuestions(Clock clock) {
        this.clock = clock;
    }

    /**
     * A question that was answered, or not.
     *
     * @param at when it was asked
     * @param asked what kind of question, over which time
     * @param outcome {@code ok}, or why there was no answer
     * @param rowsRead by the store, if it tells
     */
    public record Question(
            Instant at, Duration took, TenantId tenant, String asked, String outcome, OptionalLong rowsRead) {}

    Instant now() {
        return clock.instant();
    }

    synchronized void add(Question question) {
        minutes.headMap(minute(clock.instant().minus(KEPT)), false).clear();
        List<Question> slowest = minutes.computeIfAbsent(minute(clock.instant()), minute -> new ArrayList<>());
        slowest.add(question);
        if (slowest.size() > MOST) {
            slowest.sort(SLOWEST_FIRST);
            slowest.removeLast();
        }
    }

    /** The slowest first. */
    public synchronized List<Question> slowest() {
        return minutes.tailMap(minute(clock.instant().minus(KEPT)), true).values().stream()
                .flatMap(List::stream)
                .sorted(SLOWEST_FIRST)
                .limit(MOST)
                .toList();
    }

    private static long minute(Instant instant) {
        return instant.getEpochSecond() / 60;
    }
}
