package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.testkit.generate.StorageCase;
import dev.tidemark.testkit.generate.StorageCases;
import dev.tidemark.testkit.generate.Tenants;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What {@link EventIds} promises. */
public interface EventIdsContract extends StoreUnderTest {

    /** How far from an event's timestamp its own key is sought: at the window's edge, beside it, and on the other side of midnight. */
    List<Duration> DISTANCES = Stream.of(
                    Duration.ZERO,
                    Duration.ofMillis(1),
                    Duration.ofHours(12),
                    EventKey.WINDOW.minusMillis(1),
                    EventKey.WINDOW,
                    EventKey.WINDOW.plusMillis(1),
                    Duration.ofHours(36),
                    Duration.ofDays(2),
                    Duration.ofDays(400))
            .flatMap(distance -> Stream.of(distance, distance.negated()))
            .distinct()
            .toList();

    @Property(tries = ContractLifecycle.STANDARD / 2)
    default void anEventIsFoundWithinTheWindowOfItsTimestamp(
            @ForAll(supplier = StorageCases.WithFewQuestions.class) StorageCase sample) {
        Play play = Play.of(storage(), sample, 40);
        List<EventKey> keys = sample.events(play.tenants()).stream()
                .flatMap(event -> around(event, play.tenants()))
                .toList();
        assertThat(storage().eventIds().stored(keys)).isEqualTo(play.reference().stored(keys));
    }

    @Property(tries = ContractLifecycle.STANDARD / 4)
    default void everyIdOfADayIsHandedOverOnce(
            @ForAll(supplier = StorageCases.WithFewQuestions.class) StorageCase sample) {
        Play play = Play.of(storage(), sample, 40);
        Set<LocalDate> days = sample.events(play.tenants()).stream()
                .map(event -> event.timestamp().atZone(ZoneOffset.UTC).toLocalDate())
                .flatMap(day -> Stream.of(day.minusDays(1), day, day.plusDays(1)))
                .collect(Collectors.toSet());
        for (LocalDate day : days) {
            assertThat(ofDay(storage().eventIds(), day, play.tenants()))
                    .as("ids of %s", day)
                    .containsExactlyInAnyOrderElementsOf(ofDay(play.reference(), day, play.tenants()));
        }
    }

    @Example
    default void nothingIsFoundOfNothing() {
        assertThat(storage().eventIds().stored(List.of())).isEmpty();
        assertThat(storage().eventIds().forEachOfDay(LocalDate.of(1999, 12, 31), (tenant, id) -> {
                    throw new AssertionError("an event of 1999: " + tenant + " " + id);
                }))
                .isZero();
    }

    @Example
    default void manyKeysOfManyDaysAreSoughtAtOnce() {
        Play play = Play.on(storage());
        List<Event> events = LargeHistory.events(play.tenants().get(0), 10_000);
        play.write(events.subList(0, 5_000), 1_000);
        List<EventKey> keys = events.stream().map(Event::key).toList();
        assertThat(storage().eventIds().stored(keys)).isEqualTo(new HashSet<>(keys.subList(0, 5_000)));
    }

    private static Stream<EventKey> around(Event event, Tenants tenants) {
        EventKey key = event.key();
        UUID otherId = new UUID(key.id().getMostSignificantBits(), key.id().getLeastSignificantBits() ^ 1);
        Stream<EventKey> others = Stream.concat(
                tenants.all().stream().map(tenant -> new EventKey(tenant, key.id(), key.timestamp())),
                Stream.of(new EventKey(key.tenant(), otherId, key.timestamp())));
        Stream<EventKey> moved = DISTANCES.stream()
                .map(distance ->
                        new EventKey(key.tenant(), key.id(), key.timestamp().plus(distance)));
        return Stream.concat(others, moved);
    }

    /** The ids of the case's own tenants, others share the store. Fails if the store miscounts what it hands over. */
    private static List<Identity> ofDay(EventIds ids, LocalDate day, Tenants tenants) {
        Set<TenantId> own = Set.copyOf(tenants.all());
        List<Identity> found = new ArrayList<>();
        AtomicLong handed = new AtomicLong();
        long counted = ids.forEachOfDay(day, (tenant, id) -> {
            handed.incrementAndGet();
            if (own.contains(tenant)) {
                found.add(new Identity(tenant, id));
            }
        });
        assertThat(counted).as("count of %s", day).isEqualTo(handed.get());
        return found;
    }

    /** What a day's event is known by. */
    record Identity(TenantId tenant, UUID id) {}
}
