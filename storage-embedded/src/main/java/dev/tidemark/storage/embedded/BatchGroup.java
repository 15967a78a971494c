package dev.tidemark.storage.embedded;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row that a batch adds to a rollup: a tenant, a bucket, values of the dimensions, and the aggregates of the events they share. */
final class BatchGroup {

    private final Key key;
    private final List<Accumulator> accumulators;

    private BatchGroup(Key key, RollupDefinition definition) {
        this.key = key;
        this.accumulators =
                definition.aggregates().stream().map(Accumulator::of).toList();
    }

    /** Groups the events that the rollup holds, by buckets of this width. */
    static List<BatchGroup> of(List<Event> events, RollupDefinition definition, Granularity granularity) {
        Map<Key, BatchGroup> groups = new HashMap<>();
        for (Event event : events) {
            if (EventMatch.matches(definition.filter(), event)) {
                Key key = Key.of(event, definition.dimensions(), granularity);
                BatchGroup group = groups.computeIfAbsent(key, first -> new BatchGroup(first, definition));
                group.add(event);
            }
        }
        return List.copyOf(groups.values());
    }

    /** Groups the same events by wider buckets. */
    static List<BatchGroup> widened(List<BatchGroup> narrow, RollupDefinition definition, Granularity granularity) {
        Map<Key, BatchGroup> groups = new HashMap<>();
        for (BatchGroup group : narrow) {
            groups.computeIfAbsent(group.key.widened(granularity), first -> new BatchGroup(first, definition))
                    .add(group);
        }
        return List.copyOf(groups.values());
    }

    String tenant() {
        return key.tenant;
    }

    /** The start of the bucket in milliseconds since 1970. */
    long bucket() {
        return key.bucket;
    }

    @Nullable
    Object dimension(int position) {
        return key.dimensions[position];
    }

    @Nullable
    Object aggregate(int position) {
        return accumulators.get(position).value();
    }

    private void add(Event event) {
        for (Accumulator accumulator : accumulators) {
            accumulator.add(event);
        }
    }

    private void add(BatchGroup other) {
        for (int i = 0; i < accumulators.size(); i++) {
            accumulators.get(i).add(other.accumulators.get(i));
        }
    }

    /** What the events of a group have in common. */
    private static final class Key {
        private final String tenant;
        private final long bucket;
        private final @Nullable Object[] dimensions;
        private final int hash;

        private Key(String tenant, long bucket, @Nullable Object[] dimensions) {
            this.tenant = tenant;
            this.bucket = bucket;
            this.dimensions = dimensions;
            this.hash = (Arrays.hashCode(dimensions) * 31 + Long.hashCode(bucket)) * 31 + tenant.hashCode();
        }

        static Key of(Event event, List<Attribute> dimensions, Granularity granularity) {
            @Nullable Object[] values = new @Nullable Object[dimensions.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = dimensions.get(i).valueIn(event);
            }
            return new Key(event.tenant().value(), floor(event.timestamp().toEpochMilli(), granularity), values);
        }

        Key widened(Granularity granularity) {
            return new Key(tenant, floor(bucket, granularity), dimensions);
        }

        private static long floor(long millis, Granularity granularity) {
            return millis - Math.floorMod(millis, granularity.nominalLength().toMillis());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && hash == key.hash
                    && bucket == key.bucket
                    && tenant.equals(key.tenant)
                    && Arrays.equals(dimensions, key.dimensions);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
