package dev.tidemark.testkit.contract;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventKey;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Mistakes of writing, of keeping, and of finding events by identity. */
enum WriteFlaws implements Flaw {
    EVENTS_ARE_WRITTEN_TWICE {
        @Override
        public void write(List<Event> batch, List<Event> stored) {
            stored.addAll(batch);
            stored.addAll(batch);
        }
    },
    ONLY_THE_FIRST_CHUNK_IS_WRITTEN {
        @Override
        public void write(List<Event> batch, List<Event> stored) {
            stored.addAll(batch.subList(0, Math.min(batch.size(), 2048)));
        }
    },
    EVENTS_ARE_WRITTEN_ONE_BY_ONE {
        @Override
        public void write(List<Event> batch, List<Event> stored) {
            batch.forEach(stored::add);
        }
    },
    THE_LAST_EVENT_WAITS_FOR_THE_NEXT_BATCH {
        @Override
        public void reopen(List<Event> stored) {
            if (!stored.isEmpty()) {
                stored.removeLast();
            }
        }
    },
    WINDOW_HAS_NO_EDGE {
        @Override
        public Set<EventKey> stored(List<Event> stored, Set<EventKey> right, Collection<EventKey> keys) {
            return find(
                    stored,
                    keys,
                    (event, key) -> distance(event, key).compareTo(EventKey.WINDOW) < 0 && event.isSameEvent(key));
        }
    },
    WINDOW_IS_THE_SAME_DAY {
        @Override
        public Set<EventKey> stored(List<Event> stored, Set<EventKey> right, Collection<EventKey> keys) {
            return find(stored, keys, (event, key) -> day(event).equals(day(key)) && event.isSameEvent(key));
        }
    },
    WINDOW_IS_WHOLE_DAYS {
        @Override
        public Set<EventKey> stored(List<Event> stored, Set<EventKey> right, Collection<EventKey> keys) {
            return find(
                    stored,
                    keys,
                    (event, key) -> event.tenant().equals(key.tenant())
                            && event.id().equals(key.id())
                            && Math.abs(day(event).toEpochDay() - day(key).toEpochDay()) <= 1);
        }
    },
    IDS_ARE_SOUGHT_IN_ALL_TENANTS {
        @Override
        public Set<EventKey> stored(List<Event> stored, Set<EventKey> right, Collection<EventKey> keys) {
            return find(stored, keys, (event, key) -> new EventKey(key.tenant(), event.id(), event.timestamp())
                    .isSameEvent(key));
        }
    },
    MIDNIGHT_BELONGS_TO_THE_DAY_BEFORE {
        @Override
        public List<Event> seenOfDay(List<Event> stored, LocalDate day) {
            return stored.stream()
                    .filter(event -> !event.timestamp()
                            .equals(day.atStartOfDay(ZoneOffset.UTC).toInstant()))
                    .toList();
        }
    },
    IDS_OF_A_DAY_COME_TWICE {
        @Override
        public List<Event> seenOfDay(List<Event> stored, LocalDate day) {
            return stored.stream().flatMap(event -> Stream.of(event, event)).toList();
        }
    };

    private static Set<EventKey> find(
            List<Event> stored, Collection<EventKey> keys, BiPredicate<EventKey, EventKey> matches) {
        Map<UUID, List<Event>> byId = stored.stream().collect(groupingBy(Event::id));
        return keys.stream()
                .filter(key -> byId.getOrDefault(key.id(), List.of()).stream()
                        .anyMatch(event -> matches.test(event.key(), key)))
                .collect(toSet());
    }

    private static Duration distance(EventKey one, EventKey other) {
        return Duration.between(one.timestamp(), other.timestamp()).abs();
    }

    private static LocalDate day(EventKey key) {
        return key.timestamp().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
