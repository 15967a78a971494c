package dev.tidemark.storage.sql;

import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How one database says what the others say differently. Expressions in, expressions out. */
public interface Dialect {

    /** The name as an identifier, whatever characters it has. */
    String quote(String name);

    /**
     * What a question selects from for a rollup's rows of a tenant: the table, unless it may lag behind the events.
     *
     * @param range around all that is looked at, in whole buckets of the table
     */
    default Fragment rollupRows(RollupTable table, TenantId tenant, TimeRange range) {
        return Fragment.of(quote(table.name()));
    }

    /** The type of a column that holds one value. */
    String type(FieldType type);

    /** The type of a column that holds the sum of many values, exact where the values are. */
    String sumType(FieldType type);

    /** The aggregate that adds up values of a type, or sums of them, as {@link #sumType}. */
    Fragment sum(FieldType type, Fragment value);

    /** The type of a column that counts rows. */
    String countType();

    /** The type of a column that holds how many values fall into each bin. */
    String binsType();

    /** The text of a property of a row of events, or null. */
    Fragment property(String key);

    /** The 64-bit float that a property's text stands for by {@link dev.tidemark.domain.event.Properties#number}, or null. */
    Fragment number(Fragment text);

    /** The moment as a bound value of the type of timestamps. */
    Fragment moment(Instant moment);

    /** Milliseconds since 1970 of a timestamp. */
    Fragment epochMillis(Fragment timestamp);

    /** The timestamp of milliseconds since 1970. */
    Fragment ofEpochMillis(Fragment millis);

    /** The whole quotient of two whole numbers of zero or more. */
    Fragment quotient(Fragment dividend, Fragment divisor);

    /** Whether the text contains the part; both texts. */
    Fragment contains(Fragment text, Fragment part);

    /** Whether the text begins with the prefix; both texts. */
    Fragment startsWith(Fragment text, Fragment prefix);

    /** The aggregate that counts how often each bin occurs, as {@link #binsType()}; null and empty mean none. */
    Fragment countBins(Fragment bin);

    /** The aggregate that adds up values of {@link #binsType()} into one; empty if the store has none. */
    Optional<Fragment> mergeBins(Fragment bins);

    /** Makes a row of each entry of a value of {@link #binsType()}: two columns of these names. Needed where {@link #mergeBins} is empty. */
    Fragment binEntries(Fragment bins, String bin, String occurrences);

    /** The aggregate that makes a value of {@link #binsType()} of such rows, of which no two have one bin. */
    Fragment binsOf(Fragment bin, Fragment occurrences);

    /** The value of {@link #binsType()} where the condition is true, else none. */
    Fragment binsWhere(Fragment condition, Fragment bins);

    /** The value, for functions that look at rows before and after: these give null where there is no such row. */
    Fragment nullable(Fragment value);

    /** By these, in turn and ascending, rows of events are in the order of the text of their ids. */
    List<Fragment> eventIdOrder();

    /** What {@link #eventIdOrder} gives of the event of this id, as bound values. */
    List<Fragment> eventIdOrder(UUID id);

    /** The id of a row of events as two whole numbers of 64 bits, the higher half first. */
    List<Fragment> eventIdHalves();

    /** The keys of a row's properties in one text, a NUL between them, in the order stored; empty or null where there are none. */
    Fragment propertyKeys();

    /** The values of a row's properties, like {@link #propertyKeys}. */
    Fragment propertyValues();

    /** The aggregate that gives the value, which may be null, of the row whose keys come first; of those for which the condition is true. */
    Fragment first(Fragment value, List<Fragment> keys, Fragment condition);

    /** The same of the row whose keys come last. */
    Fragment last(Fragment value, List<Fragment> keys, Fragment condition);

    /** Aggregates that give several values, each of which may be null, of the row whose keys come last; found once for all of them. */
    List<Fragment> last(List<Fragment> values, List<Fragment> keys);

    /** The aggregate that lists texts in ascending order of a key. Lists compare text by text, a shorter one before what it begins. */
    Fragment list(Fragment text, Fragment key);
}
