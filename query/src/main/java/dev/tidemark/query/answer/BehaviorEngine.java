package dev.tidemark.query.answer;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tidemark.domain.behavior.RollingCount;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers questions about behavior from a store. Safe for use by several threads; waits like {@link QueryEngine}. */
public final class BehaviorEngine {

    private static final List<String> RAW = List.of("raw");

    private final Storage storage;
    private final QueryLimits limits;
    private final Turns turns;
    private final Planner planner = new Planner();

    public BehaviorEngine(Storage storage, QueryLimits limits, Turns turns) {
        this.storage = storage;
        this.limits = limits;
        this.turns = turns;
    }

    /**
     * Answers one question.
     *
     * @throws dev.tidemark.query.mistake.QueryMistakeException if it has more groups than may be read
     * @throws dev.tidemark.domain.storage.StorageException if the store cannot answer now, or not within the question's time
     */
    public Answer answer(BehaviorQuestion question) {
        long begin = System.nanoTime();
        return turns.take(question.timeout(), left -> switch (question) {
            case BehaviorQuestion.Stickiness rolling -> rolling(rolling, left.now(), begin);
            case BehaviorQuestion.OfEvents other -> {
                Optional<Instant> expired = Expired.in(other.lookedAt(), storage.keptSince());
                yield answer(other, RAW, expired, rows(other, left.now()), begin);
            }
        });
    }

    private Answer rolling(BehaviorQuestion.Stickiness question, Duration left, long begin) {
        RollingQuery query = question.query();
        Plan plan = planner.plan(query.pairs(), storage.rollups());
        List<RollingCount> counts = storage.behaviorReader().rolling(query, plan, left);
        Optional<Instant> expired = Expired.in(plan, storage.keptSince());
        return answer(question, plan.servedBy(), expired, StickinessRows.of(question, counts), begin);
    }

    private Answer answer(
            BehaviorQuestion question, List<String> servedBy, Optional<Instant> expired, Rows rows, long begin) {
        return new Answer(rows.columns(), rows.rows(), meta(question, servedBy, expired, rows, begin));
    }

    private Rows rows(BehaviorQuestion.OfEvents question, Duration left) {
        BehaviorReader reader = storage.behaviorReader();
        return switch (question) {
            case BehaviorQuestion.Funnel funnel -> FunnelRows.of(funnel, reader.funnel(funnel.query(), left));
            case BehaviorQuestion.Cohorts cohorts -> CohortRows.of(cohorts, reader.cohorts(cohorts.query(), left));
            case BehaviorQuestion.Retention retention ->
                CohortRows.figure(retention, reader.cohorts(retention.query(), left));
            case BehaviorQuestion.Paths paths -> PathRows.of(paths, reader.paths(paths.query(), left));
            case BehaviorQuestion.Sessions sessions ->
                SessionRows.of(sessions, reader.sessions(sessions.query(), left), limits.maxGroups());
            case BehaviorQuestion.Latest latest -> LatestRows.of(latest, reader.latest(latest.query(), left));
        };
    }

    private AnswerMeta meta(
            BehaviorQuestion question, List<String> servedBy, Optional<Instant> expired, Rows rows, long begin) {
        Period period = question.period();
        TimeRange range = period.buckets().range();
        return new AnswerMeta(
                storage.name(),
                servedBy,
                rows.exact(),
                NANOSECONDS.toMillis(System.nanoTime() - begin),
                OptionalLong.empty(),
                period.local(range.from()),
                period.local(range.to()),
                period.zone(),
                period.granularity(),
                expired.map(period::local),
                rows.truncated());
    }
}
