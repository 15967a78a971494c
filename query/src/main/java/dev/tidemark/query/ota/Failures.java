package dev.tidemark.query.ota;

import static dev.tidemark.domain.rollup.UpdateEvent.CANCELLED;
import static dev.tidemark.domain.rollup.UpdateEvent.FAILED;
import static dev.tidemark.domain.rollup.UpdateEvent.INSTALLED;
import static dev.tidemark.domain.rollup.UpdateEvent.ROLLBACK_COMPLETED;
import static dev.tidemark.domain.rollup.UpdateEvent.ROLLBACK_STARTED;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.domain.rollup.UpdateEvent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with updates, where and why. Lists show the most frequent, at most {@link UpdateReader#TOP}, each with its share of
 * all events of its kind; events that name no code, stage or reason form one group, null.
 *
 * @param failureRate failed of finished attempts, in percent; null where none is finished
 * @param affectedDevices distinct devices on which an update failed
 * @param rollbackReasons of the rollbacks started
 * @param dailyFailures every day of the range
 * @param groups failures by something; null where nobody asked
 */
record Failures(
        long totalFailures,
        @Nullable BigDecimal failureRate,
        long affectedDevices,
        long totalCancellations,
        long rollbacksStarted,
        long rollbacksCompleted,
        List<Group> errorCodes,
        List<Group> failureStages,
        List<Group> cancellationReasons,
        List<Group> rollbackReasons,
        List<Day> dailyFailures,
        @Nullable List<Group> groups) {

    private static final Filter ENDS =
            UpdateEvent.anyOf(INSTALLED, FAILED, CANCELLED, ROLLBACK_STARTED, ROLLBACK_COMPLETED);
    private static final Measure EVENTS = UpdateReader.EVENTS;

    /** How often things went wrong, by the kind of event that says so. */
    record Ends(long totalFailures, long totalCancellations, long rollbacksStarted, long rollbacksCompleted) {
        static Ends of(Map<Object, Long> counts) {
            return new Ends(
                    count(counts, FAILED),
                    count(counts, CANCELLED),
                    count(counts, ROLLBACK_STARTED),
                    count(counts, ROLLBACK_COMPLETED));
        }

        private static long count(Map<Object, Long> counts, UpdateEvent event) {
            return counts.getOrDefault(event.label(), 0L);
        }
    }

    /** @param date a day of UTC */
    record Day(String date, long failures, long cancellations, long rollbacks) {
        static Day of(LocalDate date, Ends ends) {
            return new Day(date.toString(), ends.totalFailures, ends.totalCancellations, ends.rollbacksCompleted);
        }
    }

    /** @param percentage of all events of the kind, to one decimal */
    record Share(long count, @Nullable BigDecimal percentage, long deviceCount) {}

    static Failures read(UpdateReader reader) {
        Map<LocalDate, Map<Object, Long>> days = new HashMap<>();
        Map<Object, Long> counts = new HashMap<>();
        for (Row row : reader.daily(List.of(Attribute.of(Field.EVENT_TYPE)), ENDS, List.of(EVENTS))) {
            String type = String.valueOf(row.dimension(0));
            days.computeIfAbsent(row.day(), day -> new HashMap<>()).put(type, row.count(0));
            counts.merge(type, row.count(0), Long::sum);
        }
        Ends ends = Ends.of(counts);
        long installed = counts.getOrDefault(INSTALLED.label(), 0L);
        long failed = ends.totalFailures;
        return new Failures(
                failed,
                Decimals.percentage(failed, installed + failed, 2),
                reader.total(FAILED.filter(), List.of(UpdateReader.DEVICES)).count(0),
                ends.totalCancellations,
                ends.rollbacksStarted,
                ends.rollbacksCompleted,
                shares(reader, List.of(Breakdown.of(Field.ERROR_CODE)), FAILED, failed),
                shares(reader, List.of(Breakdown.ofProperty("failure_stage")), FAILED, failed),
                shares(
                        reader,
                        List.of(Breakdown.ofProperty("cancellation_reason")),
                        CANCELLED,
                        ends.totalCancellations),
                shares(
                        reader,
                        List.of(Breakdown.ofProperty("rollback_reason")),
                        ROLLBACK_STARTED,
                        ends.rollbacksStarted),
                reader.days()
                        .map(date -> Day.of(date, Ends.of(days.getOrDefault(date, Map.of()))))
                        .toList(),
                reader.groups().isEmpty() ? null : shares(reader, reader.groups(), FAILED, failed));
    }

    private static List<Group> shares(UpdateReader reader, List<Breakdown> by, UpdateEvent event, long total) {
        return reader.top(by, event.filter(), List.of(EVENTS, UpdateReader.DEVICES)).stream()
                .map(row -> new Group(
                        new GroupKey(row.dimensions()).named(by),
                        new Share(row.count(0), Decimals.percentage(row.count(0), total, 1), row.count(1))))
                .toList();
    }
}
