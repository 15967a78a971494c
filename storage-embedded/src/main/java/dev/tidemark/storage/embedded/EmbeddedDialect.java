package dev.tidemark.storage.embedded;

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

/** How DuckDB says it. Types are spelled as the engine's catalogue spells them, so that both can be compared. */
final class EmbeddedDialect implements Dialect {

    static final String PROPERTIES = "properties";
    static final String PROPERTIES_TYPE = "MAP(VARCHAR, VARCHAR)";

    /** As {@link dev.tidemark.domain.event.Properties#number} has it. */
    private static final String DECIMAL_NUMBER = "'[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?'";

    @Override
    public String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String type(FieldType type) {
        return switch (type) {
            case TEXT -> "VARCHAR";
            case INSTANT -> "TIMESTAMP_MS";
            case INTEGER -> "BIGINT";
            case DECIMAL -> "DECIMAL(" + FieldLimits.DECIMAL_PRECISION + "," + FieldLimits.DECIMAL_SCALE + ")";
            case FLOAT -> "DOUBLE";
            case IDENTIFIER -> "UUID";
        };
    }

    @Override
    public String sumType(FieldType type) {
        return switch (type) {
            case INTEGER -> "HUGEINT";
            case DECIMAL -> "DECIMAL(38," + FieldLimits.DECIMAL_SCALE + ")";
            case FLOAT -> "DOUBLE";
            case TEXT, INSTANT, IDENTIFIER -> throw new IllegalArgumentException(type + " cannot be added up");
        };
    }

    @Override
    public Fragment sum(FieldType type, Fragment value) {
        return Fragment.of("sum({})", value);
    }

    @Override
    public String countType() {
        return "BIGINT";
    }

    @Override
    public String binsType() {
        return "MAP(INTEGER, UBIGINT)";
    }

    @Override
    public Fragment property(String key) {
        return Fragment.of(PROPERTIES + "[{}]", Fragment.value(key));
    }

    @Override
    public Fragment number(Fragment text) {
        return Fragment.of(
                "CASE WHEN regexp_full_match({}, " + DECIMAL_NUMBER + ") AND isfinite(TRY_CAST({} AS DOUBLE))"
                        + " THEN TRY_CAST({} AS DOUBLE) END",
                text,
                text,
                text);
    }

    @Override
    public Fragment moment(Instant moment) {
        return ofEpochMillis(Fragment.value(moment.toEpochMilli()));
    }

    @Override
    public Fragment epochMillis(Fragment timestamp) {
        return Fragment.of("epoch_ms({})", timestamp);
    }

    @Override
    public Fragment ofEpochMillis(Fragment millis) {
        return Fragment.of("make_timestamp_ms({})::TIMESTAMP_MS", millis);
    }

    @Override
    public Fragment quotient(Fragment dividend, Fragment divisor) {
        return Fragment.of("({} // {})", dividend, divisor);
    }

    @Override
    public Fragment contains(Fragment text, Fragment part) {
        return Fragment.of("contains({}, {})", text, part);
    }

    @Override
    public Fragment startsWith(Fragment text, Fragment prefix) {
        return Fragment.of("starts_with({}, {})", text, prefix);
    }

    @Override
    public Fragment countBins(Fragment bin) {
        return Fragment.of("histogram({})", bin);
    }

    /** The engine has no such aggregate. */
    @Override
    public Optional<Fragment> mergeBins(Fragment bins) {
        return Optional.empty();
    }

    @Override
    public Fragment binEntries(Fragment bins, String bin, String occurrences) {
        return Fragment.of("unnest(map_keys({})) AS " + bin + ", unnest(map_values({})) AS " + occurrences, bins, bins);
    }

    @Override
    public Fragment binsOf(Fragment bin, Fragment occurrences) {
        return Fragment.of(
                "map_from_entries(list(struct_pack(key := {}, value := CAST({} AS UBIGINT))))", bin, occurrences);
    }

    @Override
    public Fragment binsWhere(Fragment condition, Fragment bins) {
        return Fragment.of("CASE WHEN {} THEN {} END", condition, bins);
    }

    @Override
    public Fragment nullable(Fragment value) {
        return value;
    }

    /** With its highest bit turned over, a signed number sorts as an unsigned one would. */
    @Override
    public List<Fragment> eventIdOrder() {
        return List.of(
                Fragment.of("xor(event_id_high, (-9223372036854775808)::BIGINT)"),
                Fragment.of("xor(event_id_low, (-9223372036854775808)::BIGINT)"));
    }

    @Override
    public List<Fragment> eventIdOrder(UUID id) {
        return List.of(
                Fragment.value(id.getMostSignificantBits() ^ Long.MIN_VALUE),
                Fragment.value(id.getLeastSignificantBits() ^ Long.MIN_VALUE));
    }

    @Override
    public List<Fragment> eventIdHalves() {
        return List.of(Fragment.of("event_id_high"), Fragment.of("event_id_low"));
    }

    @Override
    public Fragment propertyKeys() {
        return Fragment.of("array_to_string(map_keys(" + PROPERTIES + "), chr(0))");
    }

    @Override
    public Fragment propertyValues() {
        return Fragment.of("array_to_string(map_values(" + PROPERTIES + "), chr(0))");
    }

    /** A value on its own would be passed over where it is null; a struct never is. */
    @Override
    public Fragment first(Fragment value, List<Fragment> keys, Fragment condition) {
        return atExtreme("arg_min", value, keys, condition);
    }

    @Override
    public Fragment last(Fragment value, List<Fragment> keys, Fragment condition) {
        return atExtreme("arg_max", value, keys, condition);
    }

    /** The value stands in a structure, as the engine passes over values that are absent. */
    private static Fragment atExtreme(String function, Fragment value, List<Fragment> keys, Fragment condition) {
        return Fragment.of(
                "(" + function + "(struct_pack(v := {}), row({})) FILTER (WHERE {})).v",
                value,
                Fragment.join(", ", keys),
                condition);
    }

    /** The engine computes equal aggregates once; one for each value alone took more than twice as long. */
    @Override
    public List<Fragment> last(List<Fragment> values, List<Fragment> keys) {
        List<Fragment> members = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            members.add(Fragment.of("v" + (i + 1) + " := {}", values.get(i)));
        }
        Fragment row = Fragment.of(
                "arg_max(struct_pack({}), row({}))", Fragment.join(", ", members), Fragment.join(", ", keys));
        return IntStream.rangeClosed(1, values.size())
                .mapToObj(i -> Fragment.of("({}).v" + i, row))
                .toList();
    }

    @Override
    public Fragment list(Fragment text, Fragment key) {
        return Fragment.of("list({} ORDER BY {})", text, key);
    }
}
