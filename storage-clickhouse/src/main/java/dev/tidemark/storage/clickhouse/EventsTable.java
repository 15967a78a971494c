package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.storage.sql.Column;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The table of events: a column for each field of the catalogue, the properties, and the batch that an event came with. */
final class EventsTable {

    static final String NAME = "events";

    /** The writer's opening in the upper half, the number of the batch in the lower. */
    static final String BATCH = "batch";

    private static final Set<Field> PRESENT =
            EnumSet.of(Field.TENANT_ID, Field.EVENT_ID, Field.EVENT_TYPE, Field.TIMESTAMP, Field.RECEIVED_AT);

    /** Up to this length a text is of a kind that has few different values. */
    private static final int LONGEST_LABEL = 128;

    private static final Set<Field> MANY_VALUES = EnumSet.of(Field.PRODUCT_ID, Field.ORG_ID);

    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS %s%s (
                %s,
                INDEX by_event_id event_id TYPE bloom_filter(0.01) GRANULARITY 1,
                INDEX by_user_id user_id TYPE bloom_filter(0.01) GRANULARITY 1,
                INDEX by_screen_name screen_name TYPE bloom_filter(0.01) GRANULARITY 1,
                INDEX by_time "timestamp" TYPE minmax GRANULARITY 1,
                INDEX by_batch batch TYPE minmax GRANULARITY 1
            ) ENGINE = %s
            PARTITION BY toYYYYMM("timestamp")
            ORDER BY (tenant_id, app_id, event_type, "timestamp")
            SETTINGS %s""";

    private final ClickHouseDialect dialect;

    EventsTable(ClickHouseDialect dialect) {
        this.dialect = dialect;
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (Field field : Field.values()) {
            columns.add(new Column(field.label(), type(field)));
        }
        columns.add(new Column(ClickHouseDialect.PROPERTIES, "Map(LowCardinality(String), String)"));
        columns.add(new Column(BATCH, "UInt64"));
        return columns;
    }

    List<String> names() {
        return columns().stream().map(Column::name).toList();
    }

    String create(Layout layout) {
        List<String> definitions = columns().stream().map(this::definition).toList();
        return TABLE.formatted(
                NAME,
                layout.onCluster(),
                String.join(",\n    ", definitions),
                layout.engine("MergeTree"),
                "default_compression_codec = 'ZSTD(3)', " + Tables.settings(layout.settings()));
    }

    /** A column with its codec. */
    String definition(Column column) {
        return dialect.quote(column.name()) + " " + column.type() + " CODEC(" + codec(column) + ")";
    }

    /**
     * Takes rows and keeps none, for views to look at.
     *
     * @param onCluster the clause that has every replica create it, or nothing
     */
    String createPassage(String name, String onCluster) {
        List<String> definitions = columns().stream()
                .map(column -> dialect.quote(column.name()) + " " + column.type())
                .toList();
        return "CREATE TABLE IF NOT EXISTS " + name + onCluster + " (\n    " + String.join(",\n    ", definitions)
                + "\n) ENGINE = Null";
    }

    /** Appends an event in the order of {@link #columns}. */
    void write(Event event, long batch, RowBinary rows) {
        for (Field field : Field.values()) {
            Object value = event.value(field);
            if (!PRESENT.contains(field)) {
                if (value == null) {
                    rows.absent();
                    continue;
                }
                rows.present();
            }
            if (value == null) {
                throw new IllegalStateException(field.label() + " is absent, expected in every event");
            }
            write(field, value, rows);
        }
        rows.length(event.properties().size());
        event.properties().forEach((key, value) -> {
            rows.text(key);
            rows.text(value);
        });
        rows.int64(batch);
    }

    private static void write(Field field, Object value, RowBinary rows) {
        switch (field.type()) {
            case TEXT -> rows.text((String) value);
            case INSTANT -> rows.int64(((Instant) value).toEpochMilli());
            case INTEGER -> rows.int64((Long) value);
            case DECIMAL -> rows.decimal64((BigDecimal) value);
            case FLOAT -> rows.float64((Double) value);
            case IDENTIFIER -> rows.uuid((java.util.UUID) value);
        }
    }

    private String type(Field field) {
        String plain = dialect.type(field.type());
        String held = PRESENT.contains(field) ? plain : "Nullable(" + plain + ")";
        boolean few = field.type() == FieldType.TEXT && field.limit() <= LONGEST_LABEL && !MANY_VALUES.contains(field);
        return few ? "LowCardinality(" + held + ")" : held;
    }

    /** The table's own where possible: old parts may get another one. */
    private static String codec(Column column) {
        if (column.type().startsWith("DateTime64")) {
            return "DoubleDelta, Default";
        }
        return column.name().equals(BATCH) ? "Delta, Default" : "Default";
    }
}
