package dev.tidemark.storage.timescale;

import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupTable;
import dev.tidemark.storage.sql.postgresql.EventsTable;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.storage.sql.postgresql.rollup.Sketch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of a rollup as a continuous aggregate: of the events, or of the next narrower one. It is real-time: whoever selects from it sees, of the time that it does not hold yet, what the events
 * say.
 *
 * @param narrower of which it is made; empty for the narrowest, which is made of events
 */
record ContinuousAggregate(RollupTable table, Optional<RollupTable> narrower, Dialect dialect) {

    private static final Duration HOUR = Duration.ofHours(1);

    /** Of each table of a rollup, the narrowest first. */
    static List<ContinuousAggregate> of(List<RollupTable> tables, Dialect dialect) {
        List<ContinuousAggregate> aggregates = new ArrayList<>();
        Optional<RollupTable> narrower = Optional.empty();
        for (RollupTable table : tables) {
            aggregates.add(new ContinuousAggregate(table, narrower, dialect));
            narrower = Optional.of(table);
        }
        return aggregates;
    }

    String name() {
        return table.name();
    }

    /** The statements that make it, with these columns besides. An index for each dimension could not hold long texts. */
    List<String> creation(List<Sketch> sketches) {
        Fragment select = narrower.map(of -> table.ofNarrower(
                        of,
                        start("bucket"),
                        sketches.stream().map(Sketch::ofNarrower).toList()))
                .orElseGet(() -> table.ofAllEvents(
                        EventsTable.NAME,
                        start("\"timestamp\""),
                        sketches.stream().map(Sketch::ofEvents).toList()));
        String name = dialect.quote(name());
        return List.of(
                "CREATE MATERIALIZED VIEW " + name
                        + "\nWITH (timescaledb.continuous, timescaledb.materialized_only = FALSE, timescaledb.create_group_indexes = FALSE) AS\n"
                        + Inlined.of(select) + "\nWITH NO DATA",
                "CREATE INDEX ON " + name + " (tenant_id, bucket)");
    }

    /** Brings the buckets of a range up to date that lie in it whole. Outside of transactions. */
    void refresh(Instant from, Instant to, Connection connection) throws SQLException {
        Optional<TimeRange> buckets = TimeRange.between(bucketOf(from), bucketOf(to));
        if (buckets.isPresent()) {
            Statements.execute(
                    connection,
                    "CALL refresh_continuous_aggregate('%s', '%s'::timestamptz, '%s'::timestamptz)"
                            .formatted(
                                    dialect.quote(name()),
                                    buckets.get().from(),
                                    buckets.get().to()));
        }
    }

    /** The same of the buckets that these hours lie in, or that lie in them, but for those that end after the limit. */
    void refreshAround(List<Instant> hours, Instant limit, Connection connection) throws SQLException {
        for (TimeRange together : together(hours)) {
            refresh(together.from(), together.to().isBefore(limit) ? together.to() : limit, connection);
        }
    }

    /** Whole buckets; of those with nothing between, one range. */
    private List<TimeRange> together(List<Instant> hours) {
        Duration length = width().compareTo(HOUR) > 0 ? width() : HOUR;
        List<TimeRange> ranges = new ArrayList<>();
        for (Instant hour : hours) {
            Instant start = bucketOf(hour);
            Instant end = start.plus(length);
            if (!ranges.isEmpty() && !ranges.getLast().to().isBefore(start)) {
                start = ranges.removeLast().from();
            }
            ranges.add(new TimeRange(start, end));
        }
        return ranges;
    }

    private Instant bucketOf(Instant moment) {
        long millis = width().toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(moment.toEpochMilli(), millis) * millis);
    }

    private Duration width() {
        return table.granularity().nominalLength();
    }

    private Fragment start(String column) {
        return Fragment.of("time_bucket(interval '" + width().toMinutes() + " minutes', " + column + ")");
    }
}
