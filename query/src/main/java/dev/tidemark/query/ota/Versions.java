package dev.tidemark.query.ota;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.query.ota.GroupedRow.Columns;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which versions devices run, each device counted for the version that its latest event to tell one tells; see {@link
 * RunningVersion}.
 *
 * @param versions the one on most devices first, then by code point
 * @param groups the same by something that the same event tells, the most devices first; null where nobody asked
 */
record Versions(
        List<Version> versions, long totalDevices, @Nullable List<Group> groups) {

    private static final List<Attribute> TOLD = List.of(
            Attribute.of(Field.EVENT_TYPE), Attribute.of(Field.CURRENT_VERSION), Attribute.of(Field.TARGET_VERSION));

    /** @param percentage of the devices, to one decimal */
    record Version(
            String version, long deviceCount, @Nullable BigDecimal percentage) {}

    /** Of a part of the devices. */
    record Distribution(List<Version> versions, long totalDevices) {
        static Distribution of(Map<String, Long> devices) {
            long total = devices.values().stream().mapToLong(Long::longValue).sum();
            Comparator<Version> most = Comparator.comparingLong(version -> -version.deviceCount);
            List<Version> versions = devices.entrySet().stream()
                    .map(entry -> new Version(
                            entry.getKey(), entry.getValue(), Decimals.percentage(entry.getValue(), total, 1)))
                    .sorted(most.thenComparing(Version::version, Text::compare))
                    .toList();
            return new Distribution(versions, total);
        }
    }

    static Versions read(UpdateReader reader) {
        Columns columns = Columns.of(reader.groups(), TOLD);
        Map<String, Long> all = new HashMap<>();
        Map<GroupKey, Map<String, Long>> parts = new TreeMap<>();
        for (Row row : reader.latest(columns.attributes(), RunningVersion.TOLD)) {
            String version = RunningVersion.of(columns.besides(row.dimensions()));
            all.merge(version, row.count(0), Long::sum);
            parts.computeIfAbsent(columns.key(row.dimensions()), key -> new HashMap<>())
                    .merge(version, row.count(0), Long::sum);
        }
        Distribution whole = Distribution.of(all);
        return new Versions(
                whole.versions, whole.totalDevices, reader.groups().isEmpty() ? null : groups(reader, parts));
    }

    private static List<Group> groups(UpdateReader reader, Map<GroupKey, Map<String, Long>> parts) {
        Map<GroupKey, Distribution> distributions = new TreeMap<>();
        parts.forEach((key, devices) -> distributions.put(key, Distribution.of(devices)));
        return distributions.entrySet().stream()
                .sorted(Comparator.comparingLong(
                        (Map.Entry<GroupKey, Distribution> part) -> -part.getValue().totalDevices))
                .map(part -> new Group(part.getKey().named(reader.groups()), part.getValue()))
                .toList();
    }
}
