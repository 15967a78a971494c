package dev.tidemark.query.answer;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions from a store. Safe for use by several threads; a thread waits while as many as allowed are being answered. */
public final class QueryEngine {

    private final Storage storage;
    private final QueryLimits limits;
    private final Turns turns;

    public QueryEngine(Storage storage, QueryLimits limits, Turns turns) {
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
    public Answer answer(Question question) {
        long begin = System.nanoTime();
        return turns.take(question.timeout(), left -> {
            Reads reads = new Reads(storage, limits.maxGroups(), left);
            return answer(question, reads, begin);
        });
    }

    private Answer answer(Question question, Reads reads, long begin) {
        List<Group> groups = reads.groups(question);
        boolean truncated = groups.size() > question.limit();
        Optional<Previous> previous =
                question.extras().previous() ? Optional.of(previous(question, reads)) : Optional.empty();
        List<List<@Nullable Object>> shown = groups.stream()
                .limit(question.limit())
                .map(group -> row(question.period(), group, previous))
                .toList();
        List<Column> columns = columns(question);
        List<@Nullable Object> totals =
                question.extras().totals() ? totals(question, reads, columns.size()) : List.of();
        return new Answer(columns, shown, totals, meta(question, reads, truncated, begin));
    }

    private Previous previous(Question question, Reads reads) {
        Period before = question.period().previous();
        List<Group> groups = reads.groups(question.every(before, limits.maxGroups()));
        TooManyGroups.require(groups.size(), limits.maxGroups());
        return new Previous(groups, Derivation.of(question.measures()).ofNothing());
    }

    private static List<@Nullable Object> totals(Question question, Reads reads, int columns) {
        List<@Nullable Object> measures =
                reads.groups(question.total()).getFirst().measures();
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

    private AnswerMeta meta(Question question, Reads reads, boolean truncated, long begin) {
        Period period = question.period();
        TimeRange range = period.buckets().range();
        return new AnswerMeta(
                storage.name(),
                reads.servedBy(),
                question.measures().stream().noneMatch(Measure.Percentile.class::isInstance),
                NANOSECONDS.toMillis(System.nanoTime() - begin),
                reads.rowsRead(),
                period.local(range.from()),
                period.local(range.to()),
                period.zone(),
                period.granularity(),
                reads.keptSince().map(period::local),
                truncated);
    }
}
