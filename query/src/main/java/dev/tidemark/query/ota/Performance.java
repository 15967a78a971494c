package dev.tidemark.query.ota;

import static java.util.stream.Collectors.toMap;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.UpdateEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How fast updates come and how long installing them takes.
 *
 * @param downloadSpeedMbps of each update event that reports a speed
 * @param installDurationSeconds of each installation completed
 * @param trends every day of the range
 * @param groups the same by something, the most samples first, without groups that have none; null where nobody asked
 */
record Performance(
        Spread downloadSpeedMbps,
        Spread installDurationSeconds,
        List<Day> trends,
        @Nullable List<Group> groups) {

    /** Both measurements of the same events. */
    record Speeds(Spread downloadSpeedMbps, Spread installDurationSeconds) {
        static Speeds of(Optional<Row> download, Optional<Row> install) {
            return new Speeds(
                    Spread.of(download, Metric.DOWNLOAD_SPEED.unit), Spread.of(install, Metric.INSTALL_DURATION.unit));
        }

        long samples() {
            return downloadSpeedMbps.samples() + installDurationSeconds.samples();
        }
    }

    /** @param date a day of UTC */
    record Day(String date, Spread downloadSpeedMbps, Spread installDurationSeconds) {
        static Day of(String date, Speeds speeds) {
            return new Day(date, speeds.downloadSpeedMbps, speeds.installDurationSeconds);
        }
    }

    private enum Metric {
        DOWNLOAD_SPEED(UpdateEvent.ANY, Field.SPEED_MBPS, 1),
        INSTALL_DURATION(UpdateEvent.INSTALLED.filter(), Field.DURATION_MS, 1_000);

        private final Filter which;
        private final Field field;
        private final int unit;

        Metric(Filter which, Field field, int unit) {
            this.which = which;
            this.field = field;
            this.unit = unit;
        }

        Row total(UpdateReader reader) {
            return reader.total(which, Spread.measures(field));
        }

        Map<String, Row> byDay(UpdateReader reader) {
            return reader.daily(List.of(), which, Spread.measures(field)).stream()
                    .collect(toMap(row -> row.day().toString(), Function.identity()));
        }

        Map<GroupKey, Row> byGroup(UpdateReader reader) {
            return reader.grouped(UpdateReader.attributes(reader.groups()), which, Spread.measures(field)).stream()
                    .collect(toMap(row -> new GroupKey(row.dimensions()), Function.identity()));
        }
    }

    static Performance read(UpdateReader reader) {
        Speeds all = Speeds.of(
                Optional.of(Metric.DOWNLOAD_SPEED.total(reader)), Optional.of(Metric.INSTALL_DURATION.total(reader)));
        return new Performance(
                all.downloadSpeedMbps,
                all.installDurationSeconds,
                trends(reader),
                reader.groups().isEmpty() ? null : groups(reader));
    }

    private static List<Day> trends(UpdateReader reader) {
        Map<String, Row> downloads = Metric.DOWNLOAD_SPEED.byDay(reader);
        Map<String, Row> installs = Metric.INSTALL_DURATION.byDay(reader);
        return reader.days()
                .map(Object::toString)
                .map(date -> Day.of(date, speeds(downloads, installs, date)))
                .toList();
    }

    private static List<Group> groups(UpdateReader reader) {
        Map<GroupKey, Row> downloads = Metric.DOWNLOAD_SPEED.byGroup(reader);
        Map<GroupKey, Row> installs = Metric.INSTALL_DURATION.byGroup(reader);
        Map<GroupKey, Speeds> speeds = new TreeMap<>();
        downloads.keySet().forEach(key -> speeds.put(key, speeds(downloads, installs, key)));
        return speeds.entrySet().stream()
                .filter(group -> group.getValue().samples() > 0)
                .sorted(Comparator.comparingLong(
                        (Map.Entry<GroupKey, Speeds> group) -> -group.getValue().samples()))
                .map(group -> new Group(group.getKey().named(reader.groups()), group.getValue()))
                .toList();
    }

    /** Installations are update events too, so that every group of theirs is one of the downloads. */
    private static <K> Speeds speeds(Map<K, Row> downloads, Map<K, Row> installs, K key) {
        return Speeds.of(Optional.ofNullable(downloads.get(key)), Optional.ofNullable(installs.get(key)));
    }
}
