package dev.tidemark.ingestion.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.testkit.ReferenceStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class SeenIdsPropertiesTest {
    private static final long ENOUGH = 16 << 20;

    /** Few ids, and times around and beyond the window of a day, so that they meet. */
    @Provide
    Arbitrary<List<List<Event>>> batches() {
        Arbitrary<Long> hours = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.longs().between(0, 200)), Tuple.of(1, Arbitraries.of(0L, 23L, 24L, 25L, 48L)));
        Arbitrary<Event> events = Combinators.combine(Arbitraries.longs().between(0, 12), hours)
                .as((id, hour) -> Bodies.event(id, Bodies.NOW.plus(Duration.ofHours(hour)), "screen_view"));
        return events.list().ofMinSize(1).ofMaxSize(10).list().ofMinSize(1).ofMaxSize(12);
    }

    /** The rule, told one event after the other: new unless the same as one that was stored. */
    @Property(tries = 500)
    void anEventIsNewUnlessItIsTheSameAsAStoredOne(@ForAll("batches") List<List<Event>> batches) {
        assertFollowsTheRule(batches, ENOUGH);
    }

    @Property(tries = 200)
    void withoutMemoryTheAnswersAreTheSame(@ForAll("batches") List<List<Event>> batches) {
        assertFollowsTheRule(batches, 1);
    }

    private static void assertFollowsTheRule(List<List<Event>> batches, long memory) {
        ReferenceStorage store = new ReferenceStorage();
        SeenIds seen = new SeenIds(store, memory, DeliveryObserver.NONE);
        List<Event> expected = new ArrayList<>();
        for (List<Event> batch : batches) {
            List<Event> expectedNew = new ArrayList<>();
            for (Event event : batch) {
                if (expected.stream().noneMatch(stored -> stored.key().isSameEvent(event.key()))) {
                    expected.add(event);
                    expectedNew.add(event);
                }
            }
            List<Event> fresh = seen.newOnes(batch);
            assertThat(fresh).isEqualTo(expectedNew);
            if (!fresh.isEmpty()) {
                store.append(new EventBatch(fresh));
                seen.add(fresh);
            }
        }
    }

    @Example
    void anEventStoredBeforeTheStartIsNotNew() {
        ReferenceStorage store = new ReferenceStorage();
        store.append(new EventBatch(Bodies.events(0, 100)));
        SeenIds seen = new SeenIds(store, ENOUGH, DeliveryObserver.NONE);
        assertThat(seen.newOnes(Bodies.events(90, 110))).isEqualTo(Bodies.events(100, 110));
    }

    @Example
    void newEventsAreHardlyEverLookedUp() {
        AtomicLong lookedUp = new AtomicLong();
        SeenIds seen = new SeenIds(new ReferenceStorage(), ENOUGH, counting(lookedUp));
        for (int batch = 0; batch < 200; batch++) {
            List<Event> fresh = seen.newOnes(Bodies.events(1000 * batch, 1000 * (batch + 1)));
            assertThat(fresh).hasSize(1000);
            seen.add(fresh);
        }
        assertThat(lookedUp.get()).isLessThan(20);
    }

    /** Of four bytes for each id. */
    @Example
    void twoLargeDaysMayTakeNearlyAllMemory() {
        AtomicLong lookedUp = new AtomicLong();
        SeenIds seen = new SeenIds(new ReferenceStorage(), 1 << 20, counting(lookedUp));
        for (int batch = 0; batch < 200; batch++) {
            Instant time = Bodies.NOW.plus(Duration.ofDays(batch / 100));
            List<Event> fresh = LongStream.range(1000L * batch, 1000L * (batch + 1))
                    .mapToObj(id -> Bodies.event(id, time, "a"))
                    .toList();
            assertThat(seen.newOnes(fresh)).hasSize(1000);
            seen.add(fresh);
        }
        assertThat(lookedUp.get()).isLessThan(20);
    }

    @Example
    void aDayIsLoadedOnceAsLongAsItIsUsed() {
        List<LocalDate> loaded = new ArrayList<>();
        SeenIds seen = new SeenIds(new ReferenceStorage(), ENOUGH, loadsInto(loaded));
        for (int batch = 0; batch < 10; batch++) {
            seen.add(seen.newOnes(Bodies.events(10 * batch, 10 * (batch + 1))));
        }
        LocalDate day = LocalDate.of(2026, 3, 1);
        assertThat(loaded).containsExactlyInAnyOrder(day.minusDays(1), day, day.plusDays(1));
    }

    @Example
    void daysNoLongerUsedMakeRoom() {
        List<LocalDate> loaded = new ArrayList<>();
        long memory = 64 << 10;
        SeenIds seen = new SeenIds(new ReferenceStorage(), memory, loadsInto(loaded));
        for (int day = 0; day < 400; day++) {
            for (int batch = 0; batch < 70; batch++) {
                Instant time = Bodies.NOW.plus(Duration.ofDays(day));
                List<Event> fresh = seen.newOnes(List.of(Bodies.event(day * 1000L + batch, time, "a")));
                assertThat(fresh).hasSize(1);
                seen.add(fresh);
            }
        }
        assertThat(new TreeSet<>(loaded)).hasSize(402);
        assertThat(loaded).hasSizeLessThan(500);
    }

    @Example
    void aBloomFilterNeverForgetsAndSeldomErrs() {
        SplittableRandom random = new SplittableRandom(1);
        BloomFilter filter = new BloomFilter(1 << 16);
        long[] added = random.longs(1 << 16).toArray();
        for (long hash : added) {
            filter.add(hash);
        }
        assertThat(filter.isFull()).isTrue();
        for (long hash : added) {
            assertThat(filter.mayContain(hash)).isTrue();
        }
        long strangers = random.longs(2_000_000).filter(filter::mayContain).count();
        assertThat(strangers).isLessThan(10);
    }

    private static DeliveryObserver counting(AtomicLong lookedUp) {
        return new DeliveryObserver() {
            @Override
            public void lookedUp(int events, int found) {
                lookedUp.addAndGet(events);
            }
        };
    }

    private static DeliveryObserver loadsInto(List<LocalDate> loaded) {
        return new DeliveryObserver() {
            @Override
            public void dayLoaded(LocalDate day, long events, long bytes, Duration took) {
                loaded.add(day);
            }
        };
    }
}
