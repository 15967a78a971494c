package dev.tidemark.storage.sql.postgresql;

import static java.util.stream.Collectors.joining;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.Dialect;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The table of events: a column for each field of the catalogue, the properties, and the number of the batch that an event came with. */
public final class EventsTable {

    public static final String NAME = "events";

    /** Ascending in the order of writing, see the step that makes the sequence. */
    public static final String BATCH = "batch";

    /** What identifies an event; the time is part of it as tables are partitioned by time. */
    public static final String KEY = "tenant_id, event_id, \"timestamp\"";

    private static final Set<Field> PRESENT =
            EnumSet.of(Field.TENANT_ID, Field.EVENT_ID, Field.EVENT_TYPE, Field.TIMESTAMP, Field.RECEIVED_AT);

    private final Dialect dialect;

    public EventsTable(Dialect dialect) {
        this.dialect = dialect;
    }

    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (Field field : Field.values()) {
            columns.add(new Column(field.label(), dialect.type(field.type())));
        }
        columns.add(new Column(PostgreSqlDialect.PROPERTIES, "jsonb"));
        columns.add(new Column(BATCH, "bigint"));
        return columns;
    }

    /** The columns and the key, as they stand between the brackets of a definition. */
    public String definitions() {
        return columns().stream().map(this::definition).collect(joining(",\n    ")) + ",\n    PRIMARY KEY (" + KEY
                + ")";
    }

    /** A column. One that is added later has values that may be absent. */
    public String definition(Column column) {
        boolean present = Field.ofLabel(column.name()).map(PRESENT::contains).orElse(true);
        return dialect.quote(column.name()) + " " + column.type() + (present ? " NOT NULL" : "");
    }

    String copyInto(String table) {
        return "COPY " + table + " (" + names() + ") FROM STDIN (FORMAT binary)";
    }

    /** Of the columns, with commas between. */
    public String names() {
        return columns().stream().map(Column::name).map(dialect::quote).collect(joining(", "));
    }

    /** The rows of a batch. */
    byte[] rows(List<Event> events, long batch) {
        int values = columns().size();
        BinaryCopy rows = new BinaryCopy();
        for (Event event : events) {
            rows.row(values);
            for (Field field : Field.values()) {
                write(field, event, rows);
            }
            rows.json(event.properties());
            rows.int64(batch);
        }
        return rows.finished();
    }

    private static void write(Field field, Event event, BinaryCopy rows) {
        Object value = event.value(field);
        if (value == null) {
            rows.absent();
            return;
        }
        switch (field.type()) {
            case TEXT -> rows.text((String) value);
            case INSTANT -> rows.timestamp((Instant) value);
            case INTEGER -> rows.int64((Long) value);
            case DECIMAL -> rows.numeric((BigDecimal) value);
            case FLOAT -> rows.float64((Double) value);
            case IDENTIFIER -> rows.uuid((UUID) value);
        }
    }
}
