package dev.tidemark.storage.embedded;

import static java.util.stream.Collectors.joining;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.RollupTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The table of raw events: the columns of the catalogue, and how a batch gets into them. */
final class EventsTable {

    static final String NAME = "events";

    /** What rollups look at, of the batch being written; each writing connection has its own. */
    static final String STAGED = "staged_events";

    private final Dialect dialect;

    EventsTable(Dialect dialect) {
        this.dialect = dialect;
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (Field field : Field.values()) {
            if (field.type() == FieldType.IDENTIFIER) {
                columns.add(new Column(field.label() + "_high", dialect.type(FieldType.INTEGER)));
                columns.add(new Column(field.label() + "_low", dialect.type(FieldType.INTEGER)));
            } else {
                columns.add(new Column(field.label(), dialect.type(field.type())));
            }
        }
        columns.add(new Column(EmbeddedDialect.PROPERTIES, EmbeddedDialect.PROPERTIES_TYPE));
        return columns;
    }

    /** Stores the batch that {@link EventsFunction} offers. */
    String insertBatch() {
        List<String> names = columns().stream().map(Column::name).toList();
        return "INSERT INTO " + NAME + " (" + names.stream().map(dialect::quote).collect(joining(", ")) + ") "
                + selectBatch(names);
    }

    String createStaged(List<RollupDefinition> rollups) {
        return "CREATE OR REPLACE TEMP TABLE " + STAGED + " AS SELECT "
                + neededBy(rollups).stream().map(dialect::quote).collect(joining(", ")) + " FROM " + NAME + " LIMIT 0";
    }

    String stageBatch(List<RollupDefinition> rollups) {
        return "INSERT INTO " + STAGED + " " + selectBatch(List.copyOf(neededBy(rollups)));
    }

    private String selectBatch(List<String> names) {
        return "SELECT " + names.stream().map(this::fromBatch).collect(joining(", ")) + " FROM " + EventsFunction.NAME
                + "()";
    }

    private String fromBatch(String column) {
        return column.equals(EmbeddedDialect.PROPERTIES)
                ? "CASE WHEN " + EventColumn.PROPERTY_KEYS + " IS NOT NULL THEN map(string_split("
                        + EventColumn.PROPERTY_KEYS + ", chr(0)), string_split(" + EventColumn.PROPERTY_VALUES
                        + ", chr(0))) END"
                : dialect.quote(column);
    }

    private static Set<String> neededBy(List<RollupDefinition> rollups) {
        Set<String> needed = new TreeSet<>(Set.of(Field.TENANT_ID.label(), Field.TIMESTAMP.label()));
        rollups.stream()
                .flatMap(RollupTable::attributes)
                .map(EventsTable::column)
                .forEach(needed::add);
        return needed;
    }

    private static String column(Attribute attribute) {
        return switch (attribute) {
            case Attribute.OfField(var field) -> field.label();
            case Attribute.OfProperty property -> EmbeddedDialect.PROPERTIES;
        };
    }
}
