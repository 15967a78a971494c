package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.event.FieldLimits;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.Fragment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** How ClickHouse says it. Types are those of present values; tables make them nullable where values may be absent. */
final class ClickHouseDialect implements Dialect {

    static final String PROPERTIES = "properties";

    /** As {@link dev.tidemark.domain.event.Properties#number} has it. Bound, because it has question marks. */
    private static final Fragment DECIMAL_NUMBER = Fragment.value("^[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$");

    /** What the type of timestamps can hold; no event is outside. */
    private static final Instant LEAST = Instant.EPOCH;

    private static final Instant GREATEST = Instant.parse("2299-01-01T00:00:00Z");

    @Override
    public String quote(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String type(FieldType type) {
        return switch (type) {
            case TEXT -> "String";
            case INSTANT -> "DateTime64(3, 'UTC')";
            case INTEGER -> "Int64";
            case DECIMAL -> "Decimal(" + FieldLimits.DECIMAL_PRECISION + ", " + FieldLimits.DECIMAL_SCALE + ")";
            case FLOAT -> "Float64";
            case IDENTIFIER -> "UUID";
        };
    }

    @Override
    public String sumType(FieldType type) {
        return switch (type) {
            case INTEGER -> "Int128";
            case DECIMAL -> "Decimal(38, " + FieldLimits.DECIMAL_SCALE + ")";
            case FLOAT -> "Float64";
            case TEXT, INSTANT, IDENTIFIER -> throw new IllegalArgumentException(type + " cannot be added up");
        };
    }

    /** The engine adds whole numbers up in 64 bits and lets them overflow. */
    @Override
    public Fragment sum(FieldType type, Fragment value) {
        return type == FieldType.INTEGER ? Fragment.of("sum(toInt128({}))", value) : Fragment.of("sum({})", value);
    }

    @Override
    public String countType() {
        return "UInt64";
    }

    @Override
    public String binsType() {
        return "Map(Int32, UInt64)";
    }

    /** No value is empty, and what a map lacks reads as empty. */
    @Override
    public Fragment property(String key) {
        return Fragment.of("nullIf(" + PROPERTIES + "[{}], '')", Fragment.value(key));
    }

    @Override
    public Fragment number(Fragment text) {
        return Fragment.of(
                "CASE WHEN match(coalesce({}, ''), {}) AND isFinite(toFloat64OrNull({})) THEN toFloat64OrNull({}) END",
                text,
                DECIMAL_NUMBER,
                text,
                text);
    }

    @Override
    public Fragment moment(Instant moment) {
        Instant held = moment.isBefore(LEAST) ? LEAST : moment.isAfter(GREATEST) ? GREATEST : moment;
        return ofEpochMillis(Fragment.value(held.toEpochMilli()));
    }

    @Override
    public Fragment epochMillis(Fragment timestamp) {
        return Fragment.of("toUnixTimestamp64Milli({})", timestamp);
    }

    @Override
    public Fragment ofEpochMillis(Fragment millis) {
        return Fragment.of("fromUnixTimestamp64Milli({}, 'UTC')", millis);
    }

    @Override
    public Fragment quotient(Fragment dividend, Fragment divisor) {
        return Fragment.of("intDiv({}, {})", dividend, divisor);
    }

    @Override
    public Fragment contains(Fragment text, Fragment part) {
        return Fragment.of("(position({}, {}) > 0)", text, part);
    }

    @Override
    public Fragment startsWith(Fragment text, Fragment prefix) {
        return Fragment.of("startsWith({}, {})", text, prefix);
    }

    @Override
    public Fragment countBins(Fragment bin) {
        return Fragment.of("sumMapIf(map(toInt32(assumeNotNull({})), toUInt64(1)), {} IS NOT NULL)", bin, bin);
    }

    @Override
    public Optional<Fragment> mergeBins(Fragment bins) {
        return Optional.of(Fragment.of("sumMap({})", bins));
    }

    @Override
    public Fragment binEntries(Fragment bins, String bin, String occurrences) {
        return Fragment.of(
                "tupleElement(arrayJoin(CAST({}, 'Array(Tuple(Int32, UInt64))')) AS entry, 1) AS " + bin
                        + ", tupleElement(entry, 2) AS " + occurrences,
                bins);
    }

    @Override
    public Fragment binsOf(Fragment bin, Fragment occurrences) {
        return Fragment.of("sumMap(map({}, {}))", bin, occurrences);
    }

    /** Maps cannot be null. */
    @Override
    public Fragment binsWhere(Fragment condition, Fragment bins) {
        return Fragment.of("if({}, {}, CAST(map(), '" + binsType() + "'))", condition, bins);
    }

    /** Functions of the row before and after give zero where there is none, unless values may be absent. */
    @Override
    public Fragment nullable(Fragment value) {
        return Fragment.of("toNullable({})", value);
    }

    @Override
    public List<Fragment> eventIdOrder() {
        return List.of(Fragment.of("UUIDToNum(event_id)"));
    }

    @Override
    public List<Fragment> eventIdOrder(UUID id) {
        return List.of(Fragment.of("UUIDToNum(toUUID({}))", Fragment.value(id.toString())));
    }

    @Override
    public List<Fragment> eventIdHalves() {
        return List.of(half(1), half(9));
    }

    private static Fragment half(int firstByte) {
        return Fragment.of("reinterpretAsInt64(reverse(substring(UUIDToNum(event_id), " + firstByte + ", 8)))");
    }

    @Override
    public Fragment propertyKeys() {
        return Fragment.of("arrayStringConcat(mapKeys(" + PROPERTIES + "), char(0))");
    }

    @Override
    public Fragment propertyValues() {
        return Fragment.of("arrayStringConcat(mapValues(" + PROPERTIES + "), char(0))");
    }

    /** A value on its own would be passed over where it is null; a tuple never is. */
    @Override
    public Fragment first(Fragment value, List<Fragment> keys, Fragment condition) {
        return Fragment.of(
                "tupleElement(argMinIf(tuple({}), tuple({}), {}), 1)", value, Fragment.join(", ", keys), condition);
    }

    @Override
    public Fragment last(Fragment value, List<Fragment> keys, Fragment condition) {
        return Fragment.of(
                "tupleElement(argMaxIf(tuple({}), tuple({}), {}), 1)", value, Fragment.join(", ", keys), condition);
    }

    @Override
    public List<Fragment> last(List<Fragment> values, List<Fragment> keys) {
        Fragment row =
                Fragment.of("argMax(tuple({}), tuple({}))", Fragment.join(", ", values), Fragment.join(", ", keys));
        List<Fragment> members = new ArrayList<>();
        IntStream.rangeClosed(1, values.size())
                .forEach(i -> members.add(Fragment.of("tupleElement({}, " + i + ")", row)));
        return members;
    }

    @Override
    public Fragment list(Fragment text, Fragment key) {
        return Fragment.of(
                "arrayMap(pair -> pair.2, arraySort(pair -> pair.1, groupArray(({}, assumeNotNull({})))))", key, text);
    }
}
