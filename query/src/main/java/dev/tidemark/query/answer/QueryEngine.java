package dev.tidemark.query.answer;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateRows;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.time.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions from a store. Safe for use by several threads; a thread waits while as many as allowed are being answered. */
public final class QueryEngine {

    private final Storage storage;
    private final QueryLimits limits;
    private final Planner planner = new Planner();
    private final Turns turns;

    public QueryEngine(Storage storage, QueryLimits limits) {
        this.storage = storage;
        this.limits = limits;
        this.turns = new Turns(limits.concurrent());
    }

    /**
     * Answers one question.
     *
     * @throws dev.tidemark.query.mistake.QueryMistakeException if it has more groups than may be read
     * @throws StorageException if the store cannot answer now, or not within the question's time
     */
    public Answer answer(Question question) {
        long begin = System.nanoTime();
        Reading reading = new Reading(question, limits.maxGroups());
        AggregateQuery query = reading.query();
        Plan plan = plan(question, query);
        AggregateRows rows = readInTurn(query, plan, question.timeout());
        List<Group> groups = reading.groups(rows);
        boolean truncated = groups.size() > question.limit();
        Optional<Previous> previous = question.extras().previous() ? Optional.of(previous(question)) : Optional.empty();
        List<List<@Nullable Object>> shown = groups.stream()
                .limit(question.limit())
                .map(group -> row(question.period(), group, previous))
                .toList();
        List<Column> columns = columns(question);
        List<@Nullable Object> totals = question.extras().totals() ? totals(question, columns.size()) : List.of();
        return new Answer(columns, shown, totals, meta(question, plan, rows, truncated, begin));
    }

    private Previous previous(Question question) {
        Period before = question.period().previous();
        List<Group> groups = groups(question.every(before, limits.maxGroups()));
        TooManyGroups.require(groups.size(), limits.maxGroups());
        return new Previous(groups, Derivation.of(question.measures()).ofNothing());
    }

    private List<@Nullable Object> totals(Question question, int columns) {
        List<@Nullable Object> measures = groups(question.total()).getFirst().measures();
        List<@Nullable Object> totals = new ArrayList<>();
        if (question.period().isSeries()) {
            totals.add(null);
        }
        question.dimensions().forEach(dimension -> totals.add(null));
        totals.addAll(measures);
        while (totals.size() < columns) {
            totals.add(null);
        }
        return totals;
    }

    private List<Group> groups(Question question) {
        Reading reading = new Reading(question, limits.maxGroups());
        AggregateQuery query = reading.query();
        return reading.groups(readInTurn(query, plan(question, query), question.timeout()));
    }

    private Plan plan(Question question, AggregateQuery query) {
        return planner.plan(query, question.extras().rollups() ? storage.rollups() : List.of());
    }

    private AggregateRows readInTurn(AggregateQuery query, Plan plan, Duration timeout) {
        return turns.take(timeout, left -> storage.aggregateReader().read(new AggregateRead(query, plan, left)));
    }

    private static List<Column> columns(Question question) {
        List<Column> columns = new ArrayList<>();
        if (question.period().isSeries()) {
            columns.add(new Column(Column.BUCKET, ColumnType.TIME));
        }
        for (Attribute dimension : question.dimensions()) {
            columns.add(new Column(dimension.label(), ColumnType.of(dimension)));
        }
        for (Measure measure : question.measures()) {
            columns.add(new Column(measure.label(), ColumnType.of(measure)));
        }
        if (question.extras().previous()) {
            columns.addAll(Previous.columns(question.measures()));
        }
        return columns;
    }

    private static List<@Nullable Object> row(Period period, Group group, Optional<Previous> previous) {
        List<@Nullable Object> row = new ArrayList<>();
        if (period.isSeries()) {
            row.add(period.startOf(group.bucket()));
        }
        row.addAll(group.dimensions());
        row.addAll(group.measures());
        previous.ifPresent(before -> row.addAll(before.beside(group)));
        return row;
    }

    private AnswerMeta meta(Question question, Plan plan, AggregateRows rows, boolean truncated, long begin) {
        Period period = question.period();
        TimeRange range = period.buckets().range();
        return new AnswerMeta(
                storage.name(),
                plan.servedBy(),
                question.measures().stream().noneMatch(Measure.Percentile.class::isInstance),
                NANOSECONDS.toMillis(System.nanoTime() - begin),
                rows.rowsRead(),
                period.local(range.from()),
                period.local(range.to()),
                period.zone(),
                period.granularity(),
                truncated);
    }
}
