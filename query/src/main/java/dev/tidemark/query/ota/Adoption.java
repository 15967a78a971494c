package dev.tidemark.query.ota;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.UpdateEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How updates end. An attempt is finished by {@code update_installed} or {@code update_failed}; every such event is one.
 *
 * @param successRate installed of finished attempts, in percent; null where none is finished
 * @param hourlyInstalls the hours in which an attempt finished, in order
 * @param groups the same by something, the most attempts first; null where nobody asked
 */
record Adoption(
        long totalUpdates,
        long successfulUpdates,
        long failedUpdates,
        @Nullable BigDecimal successRate,
        List<Hour> hourlyInstalls,
        @Nullable List<Group> groups) {

    private static final Filter FINISHED = UpdateEvent.anyOf(UpdateEvent.INSTALLED, UpdateEvent.FAILED);
    private static final Attribute TYPE = Attribute.of(Field.EVENT_TYPE);

    /** An hour of UTC, as {@code 2025-06-03T10:00:00Z}. */
    record Hour(String hour, long installs, long failures) {}

    /** Of a part of the attempts. */
    record Outcome(
            long totalUpdates,
            long successfulUpdates,
            long failedUpdates,
            @Nullable BigDecimal successRate) {
        static Outcome of(Ends ends) {
            return new Outcome(ends.total(), ends.installed, ends.failed, ends.successRate());
        }
    }

    /** How many attempts ended which way; adds up, for an attempt ends once. */
    record Ends(long installed, long failed) {
        static final Ends NONE = new Ends(0, 0);

        static Ends of(@Nullable Object type, long count) {
            return UpdateEvent.INSTALLED.isNamed(type) ? new Ends(count, 0) : new Ends(0, count);
        }

        Ends plus(Ends other) {
            return new Ends(installed + other.installed, failed + other.failed);
        }

        long total() {
            return installed + failed;
        }

        @Nullable
        BigDecimal successRate() {
            return Decimals.percentage(installed, total(), 2);
        }
    }

    static Adoption read(UpdateReader reader) {
        List<Hour> hours = new ArrayList<>();
        Ends all = Ends.NONE;
        for (Map.Entry<String, Ends> hour : byHour(reader).entrySet()) {
            Ends ends = hour.getValue();
            hours.add(new Hour(hour.getKey(), ends.installed, ends.failed));
            all = all.plus(ends);
        }
        return new Adoption(
                all.total(),
                all.installed,
                all.failed,
                all.successRate(),
                hours,
                reader.groups().isEmpty() ? null : groups(reader));
    }

    private static Map<String, Ends> byHour(UpdateReader reader) {
        Map<String, Ends> hours = new TreeMap<>();
        for (Row row : reader.hourly(List.of(TYPE), FINISHED, UpdateReader.EVENTS)) {
            hours.merge(row.start().orElseThrow().toString(), Ends.of(row.dimension(0), row.count(0)), Ends::plus);
        }
        return hours;
    }

    private static List<Group> groups(UpdateReader reader) {
        Map<GroupKey, Ends> groups = new TreeMap<>();
        for (GroupedRow row : GroupedRow.read(reader, List.of(TYPE), FINISHED, List.of(UpdateReader.EVENTS))) {
            groups.merge(row.key(), Ends.of(row.besides(0), row.row().count(0)), Ends::plus);
        }
        return groups.entrySet().stream()
                .sorted(Comparator.comparingLong(
                        (Map.Entry<GroupKey, Ends> group) -> -group.getValue().total()))
                .map(group -> new Group(group.getKey().named(reader.groups()), Outcome.of(group.getValue())))
                .toList();
    }
}
