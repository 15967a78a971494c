package dev.tidemark.ingestion.delivery;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tells new events from ones the store has, at a cost that does not grow with the store: a Bloom filter for each UTC day of event time, made from the
 * store's own ids when the day is first touched, says "new" for nearly every new event; only the others are looked up exactly. See {@code
 * docs/adr/0021-once-per-event.md}. Used by one thread.
 */
final class SeenIds {
    /** A day used within this many batches stays in memory, or batches of many days would build filters over and over. */
    private static final int STAYS_FOR_BATCHES = 64;

    private static final long SECONDS_OF_A_DAY = 86_400;

    /** The part of all memory that must be left for another day to be loaded. */
    private static final int LEFT_FOR_A_DAY = 16;

    private final EventIds store;
    private final MemoryBudget budget;
    private final DeliveryObserver observer;
    private final long seed = RandomGenerator.getDefault().nextLong();
    private final Map<LocalDate, Day> days = new LinkedHashMap<>(16, 0.75f, true);
    private long batch;

    /** @param maxBytes memory for filters */
    SeenIds(EventIds store, long maxBytes, DeliveryObserver observer) {
        this.store = store;
        this.budget = new MemoryBudget(maxBytes);
        this.observer = observer;
    }

    private static final class Day {
        private final DayIds ids;
        private long usedInBatch;

        Day(DayIds ids) {
            this.ids = ids;
        }
    }

    /** Which of the events are new, each once: neither stored nor the same as an earlier one of the list. In the order given. */
    List<Event> newOnes(List<Event> events) {
        batch++;
        Set<EventKey> stored = lookUp(doubtful(events));
        List<Event> fresh = new ArrayList<>(events.size());
        Map<Identity, List<EventKey>> inBatch = HashMap.newHashMap(events.size());
        for (Event event : events) {
            EventKey key = event.key();
            if (!stored.contains(key) && isFirst(key, inBatch)) {
                fresh.add(event);
            }
        }
        return fresh;
    }

    private static boolean isFirst(EventKey key, Map<Identity, List<EventKey>> earlier) {
        Identity identity = new Identity(key.tenant(), key.id());
        List<EventKey> sameId = earlier.get(identity);
        if (sameId == null) {
            earlier.put(identity, List.of(key));
            return true;
        }
        if (sameId.stream().anyMatch(key::isSameEvent)) {
            return false;
        }
        List<EventKey> more = new ArrayList<>(sameId);
        more.add(key);
        earlier.put(identity, more);
        return true;
    }

    private record Identity(TenantId tenant, UUID id) {}

    private List<EventKey> doubtful(List<Event> events) {
        List<EventKey> doubtful = new ArrayList<>();
        Map<Long, @Nullable Day[]> around = new HashMap<>(); // a day that this batch uses stays
        for (Event event : events) {
            EventKey key = event.key();
            if (maybeStored(around.computeIfAbsent(epochDay(key), this::around), hash(key.tenant(), key.id()))) {
                doubtful.add(key);
            }
        }
        return doubtful;
    }

    /** The filters of the days in which an event of this day may lie already; a day that has none is null. */
    private @Nullable Day[] around(long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        return new @Nullable Day[] {touch(date), touch(date.minusDays(1)), touch(date.plusDays(1))};
    }

    private static boolean maybeStored(@Nullable Day[] days, long hash) {
        for (Day day : days) {
            if (day == null || day.ids.mayContain(hash)) {
                return true;
            }
        }
        return false;
    }

    private Set<EventKey> lookUp(List<EventKey> doubtful) {
        if (doubtful.isEmpty()) {
            return Set.of();
        }
        Set<EventKey> found = store.stored(doubtful);
        observer.lookedUp(doubtful.size(), found.size());
        return found;
    }

    /** Which of these the store holds, whatever the filters say. */
    Set<EventKey> exactly(List<Event> events) {
        return new HashSet<>(store.stored(events.stream().map(Event::key).toList()));
    }

    /** Remembers events that the store has taken. A day without a filter is read from the store when it is touched. */
    void add(List<Event> stored) {
        Map<Long, Optional<Day>> known = new HashMap<>();
        for (Event event : stored) {
            EventKey key = event.key();
            known.computeIfAbsent(epochDay(key), day -> Optional.ofNullable(days.get(LocalDate.ofEpochDay(day))))
                    .ifPresent(day -> day.ids.add(hash(key.tenant(), key.id())));
        }
    }

    /** The day's filter, made if it is not there; null if there is no room for it. */
    private @Nullable Day touch(LocalDate date) {
        Day day = days.get(date);
        if (day == null) {
            if (!makeRoom()) {
                return null;
            }
            day = new Day(build(date));
            days.put(date, day);
        }
        day.usedInBatch = batch;
        return day;
    }

    private DayIds build(LocalDate date) {
        long start = System.nanoTime();
        DayIds ids = new DayIds(budget);
        long count = store.forEachOfDay(date, (tenant, id) -> ids.add(hash(tenant, id)));
        observer.dayLoaded(date, count, ids.bytes(), Duration.ofNanos(System.nanoTime() - start));
        return ids;
    }

    /** Lets days go that were not used lately, the longest unused first, until there is room for another; false if there is none. */
    private boolean makeRoom() {
        long wanted = budget.limit() / LEFT_FOR_A_DAY;
        Iterator<Day> eldest = days.values().iterator();
        while (!budget.has(wanted) && eldest.hasNext()) {
            Day day = eldest.next();
            if (batch - day.usedInBatch < STAYS_FOR_BATCHES) {
                return false;
            }
            day.ids.release();
            eldest.remove();
        }
        return budget.has(wanted);
    }

    private static long epochDay(EventKey key) {
        return Math.floorDiv(key.timestamp().getEpochSecond(), SECONDS_OF_A_DAY);
    }

    /** FNV-1a over the tenant, then the finishing steps of SplitMix64; seeded, so that no client can choose ids that collide. */
    private long hash(TenantId tenant, UUID id) {
        long hash = seed;
        String name = tenant.value();
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        return mix(mix(hash ^ id.getMostSignificantBits()) ^ id.getLeastSignificantBits());
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
