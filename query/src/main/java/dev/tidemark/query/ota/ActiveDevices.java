package dev.tidemark.query.ota;

import static java.util.stream.Collectors.toMap;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.domain.rollup.UpdateEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The devices that sent update events, and what they did. Distinct over what each number is about: devices of the range are not the
 * sum of those of its days.
 *
 * @param dailyActiveDevices every day of the range
 * @param eventTypes every kind of update event, in the order of an update's life
 * @param groups the same by something, the most devices first; null where nobody asked
 */
record ActiveDevices(
        long activeDevices,
        long sessions,
        long events,
        List<Day> dailyActiveDevices,
        List<Type> eventTypes,
        @Nullable List<Group> groups) {

    private static final List<Measure> COUNTS = List.of(UpdateReader.DEVICES, UpdateReader.EVENTS);
    private static final List<Measure> ACTIVITY = List.of(
            UpdateReader.DEVICES,
            UpdateReader.EVENTS,
            new Measure.Direct("sessions", new Aggregate.Unique(Attribute.of(Field.SESSION_ID))));

    /** @param date a day of UTC */
    record Day(String date, long activeDevices, long events) {}

    record Type(String eventType, long deviceCount, long count) {}

    /** Of a part of the events. */
    record Activity(long activeDevices, long sessions, long events) {
        static Activity of(Row row) {
            return new Activity(row.count(0), row.count(2), row.count(1));
        }
    }

    static ActiveDevices read(UpdateReader reader) {
        Activity all = Activity.of(reader.total(UpdateEvent.ANY, ACTIVITY));
        return new ActiveDevices(
                all.activeDevices,
                all.sessions,
                all.events,
                days(reader),
                types(reader),
                reader.groups().isEmpty() ? null : groups(reader));
    }

    private static List<Day> days(UpdateReader reader) {
        Map<String, Day> active = reader.daily(List.of(), UpdateEvent.ANY, COUNTS).stream()
                .map(row -> new Day(row.day().toString(), row.count(0), row.count(1)))
                .collect(toMap(Day::date, day -> day));
        return reader.days()
                .map(date -> active.getOrDefault(date.toString(), new Day(date.toString(), 0, 0)))
                .toList();
    }

    private static List<Type> types(UpdateReader reader) {
        Map<Object, Type> sent =
                reader.grouped(List.of(Attribute.of(Field.EVENT_TYPE)), UpdateEvent.ANY, COUNTS).stream()
                        .map(row -> new Type(String.valueOf(row.dimension(0)), row.count(0), row.count(1)))
                        .collect(toMap(Type::eventType, type -> type));
        return Arrays.stream(UpdateEvent.values())
                .map(event -> sent.getOrDefault(event.label(), new Type(event.label(), 0, 0)))
                .toList();
    }

    private static List<Group> groups(UpdateReader reader) {
        return reader.top(reader.groups(), UpdateEvent.ANY, ACTIVITY).stream()
                .map(row -> new Group(new GroupKey(row.dimensions()).named(reader.groups()), Activity.of(row)))
                .toList();
    }
}
