package dev.tidemark.query.ota;

import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Measure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of what the answer is broken down by and of what else was needed to tell its numbers.
 *
 * @param key the values of the breakdown
 * @param besides the other values
 */
record GroupedRow(GroupKey key, List<@Nullable Object> besides, Row row) {

    @Nullable
    Object besides(int position) {
        return besides.get(position);
    }

    /** Numbers over the whole range by the breakdown and more; an attribute may be of both. */
    static List<GroupedRow> read(UpdateReader reader, List<Attribute> besides, Filter which, List<Measure> measures) {
        Columns columns = Columns.of(reader.groups(), besides);
        return reader.grouped(columns.attributes(), which, measures).stream()
                .map(row -> new GroupedRow(columns.key(row.dimensions()), columns.besides(row.dimensions()), row))
                .toList();
    }

    /** Where the values of a breakdown, and of what is needed besides, stand among attributes that are each asked for once. */
    record Columns(List<Attribute> attributes, List<Attribute> breakdown, List<Attribute> besides) {

        static Columns of(List<Breakdown> groups, List<Attribute> besides) {
            List<Attribute> breakdown = UpdateReader.attributes(groups);
            Set<Attribute> all = new LinkedHashSet<>(breakdown);
            all.addAll(besides);
            return new Columns(List.copyOf(all), breakdown, besides);
        }

        GroupKey key(List<@Nullable Object> values) {
            return new GroupKey(pick(breakdown, values));
        }

        List<@Nullable Object> besides(List<@Nullable Object> values) {
            return pick(besides, values);
        }

        private List<@Nullable Object> pick(List<Attribute> wanted, List<@Nullable Object> values) {
            List<@Nullable Object> picked = new ArrayList<>();
            wanted.forEach(attribute -> picked.add(values.get(attributes.indexOf(attribute))));
            return picked;
        }
    }
}
