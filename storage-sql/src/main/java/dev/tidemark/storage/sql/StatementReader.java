package dev.tidemark.storage.sql;

import dev.tidemark.domain.storage.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs composed statements of questions against a store: so many at a time as it allows, each within its time and memory. */
public interface StatementReader {

    /**
     * Composes a statement and hands over the rows of its answer, which fits into memory, in order.
     *
     * @param statement throws {@link IllegalArgumentException} where there can be none
     * @return how many rows the store looked at, if it tells
     * @throws StorageException as {@link dev.tidemark.domain.storage.AggregateReader} says
     */
    OptionalLong read(Supplier<Fragment> statement, Duration timeout, Consumer<Row> sink);

    /** The same of an answer that need not fit into memory. */
    void stream(Supplier<Fragment> statement, Duration timeout, Consumer<Row> sink);

    /** The rows as {@link #read} hands them over. */
    default <R> List<R> rows(Supplier<Fragment> statement, Duration timeout, Function<Row, R> reader) {
        List<R> rows = new ArrayList<>();
        read(statement, timeout, row -> rows.add(reader.apply(row)));
        return rows;
    }
}
