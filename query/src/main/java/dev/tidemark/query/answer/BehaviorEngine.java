package dev.tidemark.query.answer;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.time.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Answers questions about behavior from a store. Safe for use by several threads; waits like {@link QueryEngine}. */
public final class BehaviorEngine {

    private static final List<String> RAW = List.of("raw");

    private final Storage storage;
    private final QueryLimits limits;
    private final Turns turns;
    private final Planner planner = new Planner();

    public BehaviorEngine(Storage storage, QueryLimits limits) {
        this.storage = storage;
        this.limits = limits;
        this.turns = new Turns(limits.concurrent());
    }

    /**
     * Answers one question.
     *
     * @throws dev.tidemark.query.mistake.QueryMistakeException if it has more groups than may be read
     * @throws dev.tidemark.domain.storage.StorageException if the store cannot answer now, or not within the question's time
     */
    public Answer answer(BehaviorQuestion question) {
        long begin = System.nanoTime();
        List<String> servedBy = question instanceof BehaviorQuestion.Stickiness rolling
                ? plan(rolling.query()).servedBy()
                : RAW;
        Rows rows = turns.take(question.timeout(), left -> rows(question, left));
        return new Answer(rows.columns(), rows.rows(), meta(question, servedBy, rows, begin));
    }

    private Rows rows(BehaviorQuestion question, Duration left) {
        BehaviorReader reader = storage.behaviorReader();
        return switch (question) {
            case BehaviorQuestion.Funnel funnel -> FunnelRows.of(funnel, reader.funnel(funnel.query(), left));
            case BehaviorQuestion.Cohorts cohorts -> CohortRows.of(cohorts, reader.cohorts(cohorts.query(), left));
            case BehaviorQuestion.Retention retention ->
                CohortRows.figure(retention, reader.cohorts(retention.query(), left));
            case BehaviorQuestion.Paths paths -> PathRows.of(paths, reader.paths(paths.query(), left));
            case BehaviorQuestion.Sessions sessions ->
                SessionRows.of(sessions, reader.sessions(sessions.query(), left), limits.maxGroups());
            case BehaviorQuestion.Stickiness rolling ->
                StickinessRows.of(rolling, reader.rolling(rolling.query(), plan(rolling.query()), left));
            case BehaviorQuestion.Latest latest -> LatestRows.of(latest, reader.latest(latest.query(), left));
        };
    }

    private Plan plan(RollingQuery query) {
        return planner.plan(query.pairs(), storage.rollups());
    }

    private AnswerMeta meta(BehaviorQuestion question, List<String> servedBy, Rows rows, long begin) {
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
                rows.truncated());
    }
}
