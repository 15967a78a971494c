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
 */
public record Sketch(String column, String type, String value, String aggregate, String union) {

    Column asColumn() {
        return new Column(column, type);
    }

    Extra overEvents() {
        return new Extra(column, Fragment.of(value), Fragment.of(aggregate + "(" + column + ")"));
    }

    String merged(String kept, String added) {
        return "coalesce(" + union + "(" + kept + ", " + added + "), " + kept + ", " + added + ")";
    }
}
