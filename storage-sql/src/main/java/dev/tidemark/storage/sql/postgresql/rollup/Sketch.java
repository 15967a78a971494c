package dev.tidemark.storage.sql.postgresql.rollup;

import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupTable.Extra;

/**
 * A column of a rollup's tables for those who ask by SQL of their own, such as an estimate of distinct values that can be merged.
 *
 * @param value of each event, an expression
 * @param aggregate the name of the aggregate over these
 * @param union the name of the function that makes one of two
 * @param unionAggregate the name of the aggregate that makes one of many
 */
public record Sketch(String column, String type, String value, String aggregate, String union, String unionAggregate) {

    Column asColumn() {
        return new Column(column, type);
    }

    Extra overEvents() {
        return new Extra(column, Fragment.of(value), Fragment.of(aggregate + "(" + column + ")"));
    }

    /** Of events themselves, where no statement within the statement has read the values. */
    public Extra ofEvents() {
        return new Extra(column, Fragment.of(value), Fragment.of(aggregate + "(" + value + ")"));
    }

    /** Of narrower ones. */
    public Extra ofNarrower() {
        return new Extra(column, Fragment.of(column), Fragment.of(unionAggregate + "(" + column + ")"));
    }

    String merged(String kept, String added) {
        return "coalesce(" + union + "(" + kept + ", " + added + "), " + kept + ", " + added + ")";
    }
}
