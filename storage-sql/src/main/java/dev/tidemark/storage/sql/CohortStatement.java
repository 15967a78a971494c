package dev.tidemark.storage.sql;

import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Filter;

/** Cohorts as one statement. Its rows are the cohort, the bucket and how many actors; those of a cohort itself have the same bucket twice. */
public final class CohortStatement {

    private CohortStatement() {}

    /** @throws IllegalArgumentException if a filter is nested too deep */
    public static Fragment of(CohortQuery query, String events, Dialect dialect) {
        EventRows rows = new EventRows(dialect, events, query.tenant());
        boolean first = query.membership() == CohortQuery.Membership.FIRST;
        Fragment started = Fragment.of(
                first
                        ? "SELECT a, min(bucket_no) AS cohort FROM (\n  {}\n) AS e GROUP BY a"
                        : "SELECT DISTINCT a, bucket_no AS cohort FROM (\n  {}\n) AS e",
                actors(query, query.start(), rows, events, dialect));
        Fragment returned = Fragment.of(
                "SELECT DISTINCT a, bucket_no FROM (\n  {}\n) AS e",
                actors(query, query.returning(), rows, events, dialect));
        return Fragment.of("""
                WITH started AS (
                  {}
                ),
                returned AS (
                  {}
                )
                SELECT cohort, cohort AS bucket_no, count(*) AS actors FROM started GROUP BY cohort
                UNION ALL
                SELECT s.cohort, r.bucket_no, count(*) AS actors
                FROM started AS s JOIN returned AS r ON r.a = s.a AND r.bucket_no > s.cohort
                GROUP BY s.cohort, r.bucket_no
                ORDER BY 1, 2""", started, returned);
    }

    private static Fragment actors(CohortQuery query, Filter filter, EventRows rows, String events, Dialect dialect) {
        Fragment actor = rows.of(Field.ACTOR_ID);
        return Fragment.of(
                "SELECT {}, {} FROM " + dialect.quote(events) + " WHERE {}",
                actor.as("a"),
                BucketPosition.of(query.buckets(), rows.timestamp(), dialect).as(AggregateStatement.BUCKET),
                rows.where(query.buckets().range(), filter, Fragment.of("{} IS NOT NULL", actor)));
    }
}
