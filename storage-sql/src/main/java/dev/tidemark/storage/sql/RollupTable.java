package dev.tidemark.storage.sql;

import static java.util.stream.Collectors.joining;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The table of a rollup at one granularity: tenant, start of the bucket of UTC, dimensions, aggregates. It may hold several rows of
 * one bucket and combination of dimensions; whoever reads it aggregates again.
 */
public final class RollupTable implements Columns {

    private static final String TENANT = Field.TENANT_ID.label();
    private static final String BUCKET = "bucket";

    private final RollupDefinition definition;
    private final Granularity granularity;
    private final Dialect dialect;

    public RollupTable(RollupDefinition definition, Granularity granularity, Dialect dialect) {
        this.definition = definition;
        this.granularity = granularity;
        this.dialect = dialect;
    }

    /** The tables of a rollup, one per granularity. */
    public static Stream<RollupTable> of(RollupDefinition definition, Dialect dialect) {
        return definition.granularities().stream()
                .map(granularity -> new RollupTable(definition, granularity, dialect));
    }

    public RollupDefinition definition() {
        return definition;
    }

    /** The rollup's name and the width of its buckets: {@code activity_5m}. */
    public String name() {
        return name(definition.name(), granularity);
    }

    /** The name of the table that a rollup of this name has, or would have, for the granularity. */
    public static String name(String rollup, Granularity granularity) {
        return rollup
                + switch (granularity) {
                    case MINUTE -> "_1m";
                    case FIVE_MINUTES -> "_5m";
                    case HOUR -> "_1h";
                    case DAY -> "_1d";
                    case WEEK, MONTH, NONE -> throw new IllegalStateException(granularity + " cannot be stored");
                };
    }

    /** The columns, in the order of the table. */
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(TENANT, dialect.type(FieldType.TEXT)));
        columns.add(new Column(BUCKET, dialect.type(FieldType.INSTANT)));
        for (Attribute dimension : definition.dimensions()) {
            columns.add(new Column(name(dimension), dialect.type(dimension.type())));
        }
        for (Aggregate aggregate : definition.aggregates()) {
            columns.add(new Column(name(aggregate), type(aggregate)));
        }
        return columns;
    }

    /**
     * What the rollup keeps of the events of a range that a table or view of rows of events holds: a SELECT of {@link #columns()}.
     */
    public Fragment ofEvents(String source, TimeRange range) {
        return ofEvents(Fragment.of(source), range);
    }

    /** The same of what a fragment selects from. */
    public Fragment ofEvents(Fragment source, TimeRange range) {
        return ofEvents(source, range, List.of());
    }

    /** The same with further columns behind: aggregates that no question of ours reads. */
    public Fragment ofEvents(Fragment source, TimeRange range, List<Extra> extras) {
        Aggregation aggregation = new Aggregation(dialect);
        Columns events = Columns.ofEvents(dialect);
        List<Fragment> read = new ArrayList<>();
        List<Fragment> kept = new ArrayList<>();
        read.add(quoted(TENANT));
        read.add(start().as(BUCKET));
        definition
                .dimensions()
                .forEach(dimension -> read.add(events.of(dimension).as(dialect.quote(name(dimension)))));
        for (Aggregate aggregate : definition.aggregates()) {
            Fragment name = quoted(name(aggregate));
            aggregation.value(aggregate, events).ifPresent(value -> read.add(value.as(name.text())));
            kept.add(aggregation.overEvents(aggregate, name));
        }
        for (Extra extra : extras) {
            read.add(extra.value().as(extra.name()));
            kept.add(extra.aggregate());
        }
        return Fragment.of(
                """
                SELECT {}, {}
                FROM (
                  SELECT {}
                  FROM {}
                  WHERE {}
                    AND {}
                ) AS r
                GROUP BY {}""",
                keys(),
                Fragment.join(", ", kept),
                Fragment.join(", ", read),
                source,
                Times.in(List.of(range), quoted(Field.TIMESTAMP.label()), dialect),
                new Conditions(dialect, events).of(definition.filter()),
                keys());
    }

    /**
     * The same with two more columns, and every column by its name: where events come from, which rows are kept apart by, and the last of what
     * came from there.
     */
    public Fragment ofEvents(String source, TimeRange range, Stamp stamp) {
        Aggregation aggregation = new Aggregation(dialect);
        Columns events = Columns.ofEvents(dialect);
        List<Fragment> read = new ArrayList<>();
        List<Fragment> kept = new ArrayList<>();
        read.add(quoted(TENANT));
        read.add(start().as(BUCKET));
        definition
                .dimensions()
                .forEach(dimension -> read.add(events.of(dimension).as(dialect.quote(name(dimension)))));
        for (Aggregate aggregate : definition.aggregates()) {
            Fragment name = quoted(name(aggregate));
            aggregation.value(aggregate, events).ifPresent(value -> read.add(value.as(name.text())));
            kept.add(aggregation.overEvents(aggregate, name).as(name.text()));
        }
        read.add(stamp.origin().as(stamp.originName()));
        read.add(stamp.last().as(stamp.lastName()));
        return Fragment.of(
                "SELECT {}, " + stamp.originName() + ", {}, max(" + stamp.lastName() + ") AS " + stamp.lastName()
                        + "\nFROM (\n  SELECT {}\n  FROM " + source + "\n  WHERE {}\n    AND {}\n) AS r\nGROUP BY {}, "
                        + stamp.originName(),
                keys(),
                Fragment.join(", ", kept),
                Fragment.join(", ", read),
                Times.in(List.of(range), quoted(Field.TIMESTAMP.label()), dialect),
                new Conditions(dialect, events).of(definition.filter()),
                keys());
    }

    /**
     * The same of all events at once and without a range, every column by its name: for databases that keep it themselves, which take no statement within the statement.
     *
     * @param start of an event's bucket
     * @param extras further columns behind: aggregates that no question of ours reads
     */
    public Fragment ofAllEvents(String source, Fragment start, List<Extra> extras) {
        Aggregation aggregation = new Aggregation(dialect);
        Columns events = Columns.ofEvents(dialect);
        List<Fragment> selected = keys(start, events);
        for (Aggregate aggregate : definition.aggregates()) {
            Fragment value = aggregation.value(aggregate, events).orElse(Fragment.of(""));
            selected.add(aggregation
                    .overEvents(aggregate, value)
                    .as(quoted(name(aggregate)).text()));
        }
        extras.forEach(extra -> selected.add(extra.aggregate().as(extra.name())));
        Fragment filter = new Conditions(dialect, events).of(definition.filter());
        return grouped(selected, Fragment.of(source + "\nWHERE {}", filter));
    }

    /** The same of a narrower table of the rollup. */
    public Fragment ofNarrower(RollupTable narrower, Fragment start, List<Extra> extras) {
        Aggregation aggregation = new Aggregation(dialect);
        List<Fragment> selected = keys(start, this);
        for (Aggregate aggregate : definition.aggregates()) {
            Fragment name = quoted(name(aggregate));
            selected.add(aggregation.overPartials(aggregate, name).as(name.text()));
        }
        extras.forEach(extra -> selected.add(extra.aggregate().as(extra.name())));
        return grouped(selected, quoted(narrower.name()));
    }

    private List<Fragment> keys(Fragment start, Columns columns) {
        List<Fragment> keys = new ArrayList<>();
        keys.add(quoted(TENANT));
        keys.add(start.as(BUCKET));
        definition
                .dimensions()
                .forEach(dimension -> keys.add(columns.of(dimension).as(dialect.quote(name(dimension)))));
        return keys;
    }

    private Fragment grouped(List<Fragment> selected, Fragment source) {
        String keys = IntStream.rangeClosed(1, 2 + definition.dimensions().size())
                .mapToObj(Integer::toString)
                .collect(joining(", "));
        return Fragment.of("SELECT {}\nFROM {}\nGROUP BY " + keys, Fragment.join(",\n    ", selected), source);
    }

    /**
     * A column of a rollup's rows that only the store itself knows.
     *
     * @param value of each event, which the aggregate finds under the name
     */
    public record Extra(String name, Fragment value, Fragment aggregate) {}

    /** Two columns of a rollup's rows beyond what it keeps, as expressions over events. */
    public record Stamp(String originName, Fragment origin, String lastName, Fragment last) {}

    /** The table's rows of a range, those of one bucket and combination made one: a SELECT of {@link #columns()}. */
    public Fragment merged(TimeRange range) {
        List<MergedRows.Measure> measures = definition.aggregates().stream()
                .map(aggregate -> new MergedRows.Measure(aggregate, dialect.quote(name(aggregate))))
                .toList();
        return new MergedRows(keyNames(), measures, dialect)
                .of(Fragment.of("SELECT * FROM " + dialect.quote(name()) + " WHERE {}", in(range)));
    }

    /** The starts of buckets that have several rows of one combination, in milliseconds since 1970. */
    public Fragment unmerged() {
        return Fragment.of(
                "SELECT {}\nFROM " + dialect.quote(name()) + "\nGROUP BY {}\nHAVING count(*) > count(DISTINCT ({}))",
                dialect.epochMillis(bucket()),
                bucket(),
                keys());
    }

    public Granularity granularity() {
        return granularity;
    }

    /** Whether a row's bucket begins in the range. */
    public Fragment in(TimeRange range) {
        return Times.in(List.of(range), bucket(), dialect);
    }

    @Override
    public Fragment of(Attribute dimension) {
        return quoted(name(dimension));
    }

    Fragment of(Aggregate aggregate) {
        return quoted(name(aggregate));
    }

    Fragment tenant() {
        return quoted(TENANT);
    }

    Fragment bucket() {
        return quoted(BUCKET);
    }

    private Fragment keys() {
        return Fragment.of(String.join(", ", keyNames()));
    }

    private List<String> keyNames() {
        return Stream.concat(
                        Stream.of(TENANT, BUCKET),
                        definition.dimensions().stream().map(this::name))
                .map(dialect::quote)
                .toList();
    }

    private Fragment start() {
        Fragment width = Fragment.of(Long.toString(granularity.nominalLength().toMillis()));
        Fragment millis = dialect.epochMillis(quoted(Field.TIMESTAMP.label()));
        return dialect.ofEpochMillis(Fragment.of("{} * {}", dialect.quotient(millis, width), width));
    }

    /** A property's key may be any text, so its column is named for its place. */
    private String name(Attribute dimension) {
        return dimension instanceof Attribute.OfField(var field)
                ? field.label()
                : "property_" + (1 + definition.dimensions().indexOf(dimension));
    }

    private String name(Aggregate aggregate) {
        return switch (aggregate) {
            case Aggregate.Count() -> "events";
            case Aggregate.ValueCount(var attribute) -> name(aggregate, attribute, "count");
            case Aggregate.Sum(var attribute) -> name(aggregate, attribute, "sum");
            case Aggregate.Minimum(var attribute) -> name(aggregate, attribute, "min");
            case Aggregate.Maximum(var attribute) -> name(aggregate, attribute, "max");
            case Aggregate.Bins(var attribute) -> name(aggregate, attribute, "bins");
            case Aggregate.Unique(var attribute) ->
                throw new IllegalArgumentException("unique " + attribute.label() + " cannot be kept in a rollup");
            case Aggregate.Filtered filtered ->
                throw new IllegalArgumentException(filtered + " cannot be kept in a rollup");
        };
    }

    private String name(Aggregate aggregate, Attribute attribute, String suffix) {
        String subject = attribute instanceof Attribute.OfField(var field)
                ? field.label()
                : "measure_" + (1 + definition.aggregates().indexOf(aggregate));
        return subject + "_" + suffix;
    }

    private String type(Aggregate aggregate) {
        return switch (aggregate) {
            case Aggregate.Count() -> dialect.countType();
            case Aggregate.ValueCount values -> dialect.countType();
            case Aggregate.Sum(var attribute) -> dialect.sumType(Aggregation.numeric(attribute));
            case Aggregate.Minimum(var attribute) -> dialect.type(Aggregation.numeric(attribute));
            case Aggregate.Maximum(var attribute) -> dialect.type(Aggregation.numeric(attribute));
            case Aggregate.Bins bins -> dialect.binsType();
            case Aggregate.Unique unique -> throw new IllegalArgumentException(unique + " cannot be kept in a rollup");
            case Aggregate.Filtered filtered ->
                throw new IllegalArgumentException(filtered + " cannot be kept in a rollup");
        };
    }

    private Fragment quoted(String name) {
        return Fragment.of(dialect.quote(name));
    }
}
