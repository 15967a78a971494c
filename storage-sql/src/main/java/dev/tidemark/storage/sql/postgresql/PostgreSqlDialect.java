package dev.tidemark.storage.sql.postgresql;

import dev.tidemark.domain.event.FieldLimits;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupTable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How PostgreSQL says it. Types are spelled as {@link Tables#columns} reads them from the catalogue. Texts are compared byte by byte, whatever the database's locale,
 * as only that is the order of code points.
 *
 * <p>The functions named {@code tidemark_…} are made by the schema's steps.
 */
public final class PostgreSqlDialect implements Dialect {

    public static final String PROPERTIES = "properties";

    private static final String TEXT = "text COLLATE \"C\"";

    /** What the driver and the type of timestamps can hold; no event is outside. */
    private static final Instant LEAST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant GREATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final RollupSource rollups;

    public PostgreSqlDialect(RollupSource rollups) {
        this.rollups = rollups;
    }

    @Override
    public String quote(String name) {
        return quoted(name);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public Fragment rollupRows(RollupTable table, TenantId tenant, TimeRange range) {
        return rollups.rows(table, tenant, range);
    }

    @Override
    public String type(FieldType type) {
        return switch (type) {
            case TEXT -> TEXT;
            case INSTANT -> "timestamp(3) with time zone";
            case INTEGER -> "bigint";
            case DECIMAL -> "numeric(" + FieldLimits.DECIMAL_PRECISION + "," + FieldLimits.DECIMAL_SCALE + ")";
            case FLOAT -> "double precision";
            case IDENTIFIER -> "uuid";
        };
    }

    @Override
    public String sumType(FieldType type) {
        return switch (type) {
            case INTEGER, DECIMAL -> "numeric";
            case FLOAT -> "double precision";
            case TEXT, INSTANT, IDENTIFIER -> throw new IllegalArgumentException(type + " cannot be added up");
        };
    }

    @Override
    public Fragment sum(FieldType type, Fragment value) {
        return Fragment.of("sum({})", value);
    }

    @Override
    public String countType() {
        return "bigint";
    }

    /** An object with a member for each bin. */
    @Override
    public String binsType() {
        return "jsonb";
    }

    @Override
    public Fragment property(String key) {
        return Fragment.of("((" + PROPERTIES + " ->> {}) COLLATE \"C\")", Fragment.value(key));
    }

    @Override
    public Fragment number(Fragment text) {
        return Fragment.of("tidemark_number({})", text);
    }

    @Override
    public Fragment moment(Instant moment) {
        Instant held = moment.isBefore(LEAST) ? LEAST : moment.isAfter(GREATEST) ? GREATEST : moment;
        return Fragment.value(held.atOffset(ZoneOffset.UTC));
    }

    /** Exact: for centuries to come a float holds microseconds. */
    @Override
    public Fragment epochMillis(Fragment timestamp) {
        return Fragment.of("(date_part('epoch', {}) * 1000)::bigint", timestamp);
    }

    @Override
    public Fragment ofEpochMillis(Fragment millis) {
        return Fragment.of("(timestamptz 'epoch' + ({}) * interval '1 millisecond')", millis);
    }

    @Override
    public Fragment quotient(Fragment dividend, Fragment divisor) {
        return Fragment.of("({} / {})", dividend, divisor);
    }

    @Override
    public Fragment contains(Fragment text, Fragment part) {
        return Fragment.of("(strpos({}, {}) > 0)", text, part);
    }

    @Override
    public Fragment startsWith(Fragment text, Fragment prefix) {
        return Fragment.of("starts_with({}, {})", text, prefix);
    }

    @Override
    public Fragment countBins(Fragment bin) {
        return Fragment.of("tidemark_bins(array_agg({}))", bin);
    }

    @Override
    public Optional<Fragment> mergeBins(Fragment bins) {
        return Optional.of(Fragment.of("tidemark_merged_bins(array_agg({}))", bins));
    }

    @Override
    public Fragment binEntries(Fragment bins, String bin, String occurrences) {
        return Fragment.of(
                "(jsonb_each_text({})).key::integer AS " + bin + ", (jsonb_each_text({})).value::bigint AS "
                        + occurrences,
                bins,
                bins);
    }

    @Override
    public Fragment binsOf(Fragment bin, Fragment occurrences) {
        return Fragment.of("jsonb_object_agg({}, {})", bin, occurrences);
    }

    @Override
    public Fragment binsWhere(Fragment condition, Fragment bins) {
        return Fragment.of("CASE WHEN {} THEN {} END", condition, bins);
    }

    @Override
    public Fragment nullable(Fragment value) {
        return value;
    }

    @Override
    public List<Fragment> eventIdOrder() {
        return List.of(Fragment.of("event_id"));
    }

    @Override
    public List<Fragment> eventIdOrder(UUID id) {
        return List.of(Fragment.value(id));
    }

    @Override
    public List<Fragment> eventIdHalves() {
        return List.of(half("substr(event_id::text, 1, 18)"), half("substr(event_id::text, 20)"));
    }

    /** Of sixteen digits with hyphens between. */
    private static Fragment half(String digits) {
        return Fragment.of("('x' || replace(" + digits + ", '-', ''))::bit(64)::bigint");
    }

    /** No text can have a NUL here; {@link ResultSetRow#text} puts it between the texts of a list. */
    @Override
    public Fragment propertyKeys() {
        return Fragment.of("ARRAY(SELECT p.key FROM jsonb_each_text(" + PROPERTIES + ") AS p)");
    }

    @Override
    public Fragment propertyValues() {
        return Fragment.of("ARRAY(SELECT p.value FROM jsonb_each_text(" + PROPERTIES + ") AS p)");
    }

    @Override
    public Fragment first(Fragment value, List<Fragment> keys, Fragment condition) {
        return Fragment.of(
                "(array_agg({} ORDER BY {}) FILTER (WHERE {}))[1]", value, Fragment.join(", ", keys), condition);
    }

    @Override
    public Fragment last(Fragment value, List<Fragment> keys, Fragment condition) {
        return Fragment.of(
                "(array_agg({} ORDER BY {} DESC) FILTER (WHERE {}))[1]",
                value,
                Fragment.join(" DESC, ", keys),
                condition);
    }

    @Override
    public List<Fragment> last(List<Fragment> values, List<Fragment> keys) {
        return values.stream()
                .map(value -> Fragment.of("(array_agg({} ORDER BY {} DESC))[1]", value, Fragment.join(" DESC, ", keys)))
                .toList();
    }

    @Override
    public Fragment list(Fragment text, Fragment key) {
        return Fragment.of("array_agg({} ORDER BY {})", text, key);
    }
}
