package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.behavior.EventOrder;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.testkit.generate.StorageCase;
import dev.tidemark.testkit.generate.StorageCases;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What {@link StoredEvents} promises. */
public interface StoredEventsContract extends StoreUnderTest {

    @Property(tries = ContractLifecycle.STANDARD / 10)
    default void everyEventOfATenantComesOutOnceAndInOrder(
            @ForAll(supplier = StorageCases.WithFewQuestions.class) StorageCase sample,
            @ForAll @IntRange(min = 1, max = 50) int most) {
        Play play = Play.of(storage(), sample, 40);
        for (TenantId tenant : play.tenants().all()) {
            List<Event> events = pages(storage(), tenant, Optional.empty(), most);
            assertSame(events, pages(play.reference(), tenant, Optional.empty(), most));
            assertThat(events).isSortedAccordingTo(EventOrder.EARLIEST_FIRST);
        }
    }

    /** Alone, for positions of the case's own events, and beside them by a millisecond or an id. */
    @Property(tries = ContractLifecycle.STANDARD / 20)
    default void aPageBeginsBehindAnyPosition(
            @ForAll(supplier = StorageCases.WithFewQuestions.class) StorageCase sample,
            @ForAll @IntRange(min = 1, max = 5) int most) {
        Play play = Play.of(storage(), sample, 40);
        TenantId tenant = play.tenants().get(0);
        List<EventPosition> positions = sample.events(play.tenants()).stream()
                .limit(4)
                .flatMap(StoredEventsContract::around)
                .toList();
        for (EventPosition after : positions) {
            EventsRead read = new EventsRead(tenant, Optional.of(after), Optional.empty(), most, Play.PATIENCE);
            assertThat(first(storage(), read, most))
                    .as("%d after %s", most, after)
                    .isEqualTo(first(play.reference(), read, most));
        }
    }

    @Property(tries = ContractLifecycle.STANDARD / 10)
    default void onlyEventsReceivedLaterComeOutWhereThatIsAsked(
            @ForAll(supplier = StorageCases.WithFewQuestions.class) StorageCase sample,
            @ForAll @IntRange(min = 1, max = 20) int most,
            @ForAll @IntRange(min = -1, max = 4) int from) {
        Play play = Play.on(storage());
        List<Event> events = sample.events(play.tenants()).stream()
                .map(event ->
                        received(event, sample.scene().plusMillis(event.id().hashCode() & 3)))
                .toList();
        play.write(events, 40);
        TenantId tenant = play.tenants().get(0);
        Optional<Instant> receivedFrom = Optional.of(sample.scene().plusMillis(from));
        assertSame(pages(storage(), tenant, receivedFrom, most), pages(play.reference(), tenant, receivedFrom, most));
    }

    /** What came out is taken by a store as what it was. */
    @Property(tries = ContractLifecycle.STANDARD / 40)
    default void aStoreFilledFromAnotherGivesTheSameAnswers(
            @ForAll(supplier = StorageCases.WithFewQuestions.class) StorageCase sample,
            @ForAll @IntRange(min = 1, max = 50) int most) {
        Play play = Play.of(storage(), sample, 40);
        List<Event> moved = play.tenants().all().stream()
                .flatMap(tenant -> pages(storage(), tenant, Optional.empty(), most).stream())
                .toList();
        try (TestDatabase database = emptyDatabase();
                Storage other = database.open()) {
            Play.append(other.eventWriter(), moved, 25);
            for (AggregateQuery query : sample.queries(play.tenants().get(0))) {
                new AnswerAssert(query, new Planner().plan(query, other.rollups()))
                        .isSame(
                                Play.answer(other, query, new Planner().plan(query, other.rollups())),
                                Play.answer(
                                        storage(),
                                        query,
                                        new Planner().plan(query, storage().rollups())));
            }
            for (TenantId tenant : play.tenants().all()) {
                assertSame(
                        pages(other, tenant, Optional.empty(), most),
                        pages(play.reference(), tenant, Optional.empty(), most));
            }
        }
    }

    @Property(tries = ContractLifecycle.STANDARD / 10)
    default void tenantsAreThoseWithEventsAndSoMany(
            @ForAll(supplier = StorageCases.WithFewQuestions.class) StorageCase sample) {
        Play play = Play.of(storage(), sample, 40);
        SortedMap<TenantId, Long> all = storage().storedEvents().tenants(Play.PATIENCE);
        assertThat(List.copyOf(all.keySet())).isSorted();
        SortedMap<TenantId, Long> counts = new TreeMap<>(all);
        counts.keySet().retainAll(play.tenants().all());
        assertThat(counts).isEqualTo(play.reference().storedEvents().tenants(Play.PATIENCE));
    }

    /** Many at one moment, told apart by nothing but their ids; and long stretches without any. */
    @Example
    default void crowdsAndGapsAreReadPageByPage() {
        Play play = Play.on(storage());
        TenantId tenant = play.tenants().get(0);
        List<Event> crowd = IntStream.range(0, 700)
                .mapToObj(i -> at(tenant, LargeHistory.START, new UUID(Long.reverse(i * 31L), i)))
                .toList();
        List<Event> late = Stream.of(1L, 3_600_000L, 86_400_000L * 400, 86_400_000L * 9_000)
                .map(millis -> at(tenant, LargeHistory.START.plusMillis(millis), new UUID(millis, 0)))
                .toList();
        play.write(Stream.concat(crowd.stream(), late.stream()).toList(), 500);
        for (int most : List.of(1, 100, 350, 704, 10_000)) {
            int pages = most == 1 ? 20 : Integer.MAX_VALUE;
            assertSame(
                    pages(storage(), tenant, Optional.empty(), most, pages),
                    pages(play.reference(), tenant, Optional.empty(), most, pages));
        }
    }

    /** Every field, at its limits. */
    @Example
    default void anEventWithEverythingAndOneWithNothingComeOutAsTheyWere() {
        Play play = Play.on(storage());
        TenantId tenant = play.tenants().get(0);
        Event.Builder full =
                builder(tenant, LargeHistory.START, UUID.fromString("80000000-0000-4000-ffff-000000000001"));
        for (Field field : Field.values()) {
            if (full.get(field) == null && field != Field.ACTOR_ID) {
                full.set(field, extreme(field));
            }
        }
        for (int i = 0; i < 256; i++) {
            full.property("k" + i + "\uD83D\uDE00\"'\\\n\u0001", "v\u001F,\"'\\" + "é".repeat(i % 90) + i);
        }
        Event bare =
                at(tenant, LargeHistory.START.minusMillis(1), UUID.fromString("7fffffff-ffff-4fff-8fff-ffffffffffff"));
        play.write(List.of(full.build(), bare), 10);
        assertSame(pages(storage(), tenant, Optional.empty(), 1), List.of(bare, full.build()));
    }

    @Example
    default void nobodyHasNothing() {
        assertThat(pages(storage(), Play.on(storage()).tenants().get(0), Optional.empty(), 10))
                .isEmpty();
    }

    /** As many as there were when the first page began, and none twice, also if more come while pages are read. */
    @Example
    default void eventsThatComeWhilePagesAreReadDisturbNothing() {
        Play play = Play.on(storage());
        TenantId tenant = play.tenants().get(0);
        List<Event> events = LargeHistory.events(tenant, 400);
        List<Event> before = events.subList(0, 300);
        Play.append(storage().eventWriter(), before.reversed(), 100);
        List<Event> read = new ArrayList<>();
        Optional<EventPosition> after = page(storage(), tenant, Optional.empty(), Optional.empty(), 150, read);
        Event late = at(tenant, LargeHistory.START.minusSeconds(1), new UUID(5, 5));
        Play.append(
                storage().eventWriter(),
                Stream.concat(Stream.of(late), events.subList(300, 400).stream())
                        .toList(),
                101);
        while (after.isPresent()) {
            after = page(storage(), tenant, after, Optional.empty(), 150, read);
        }
        assertSame(read, events);
    }

    private static Stream<EventPosition> around(Event event) {
        EventPosition at = EventPosition.of(event);
        UUID other = new UUID(
                at.id().getMostSignificantBits() ^ Long.MIN_VALUE, at.id().getLeastSignificantBits());
        return Stream.of(
                at,
                new EventPosition(at.timestamp().minusMillis(1), at.id()),
                new EventPosition(at.timestamp(), other),
                new EventPosition(at.timestamp(), new UUID(at.id().getMostSignificantBits(), 0)),
                new EventPosition(at.timestamp(), new UUID(-1, -1)));
    }

    /** As many events as are asked for, from as many pages as that takes: a page may be short. */
    private static List<Event> first(Storage storage, EventsRead read, int wanted) {
        List<Event> events = new ArrayList<>();
        Optional<EventPosition> after = read.after();
        do {
            after = page(storage, read.tenant(), after, read.receivedFrom(), wanted - events.size(), events);
        } while (after.isPresent() && events.size() < wanted);
        return events;
    }

    private static List<Event> pages(Storage storage, TenantId tenant, Optional<Instant> receivedFrom, int most) {
        return pages(storage, tenant, receivedFrom, most, Integer.MAX_VALUE);
    }

    private static List<Event> pages(
            Storage storage, TenantId tenant, Optional<Instant> receivedFrom, int most, int pages) {
        List<Event> events = new ArrayList<>();
        Optional<EventPosition> after = page(storage, tenant, Optional.empty(), receivedFrom, most, events);
        for (int read = 1; after.isPresent() && read < pages; read++) {
            after = page(storage, tenant, after, receivedFrom, most, events);
        }
        return events;
    }

    private static Optional<EventPosition> page(
            Storage storage,
            TenantId tenant,
            Optional<EventPosition> after,
            Optional<Instant> receivedFrom,
            int most,
            List<Event> events) {
        List<Event> page = new ArrayList<>();
        Optional<EventPosition> next = storage.storedEvents()
                .read(new EventsRead(tenant, after, receivedFrom, most, Play.PATIENCE), page::add);
        assertThat(page).as("a page of at most %d", most).hasSizeLessThanOrEqualTo(most);
        if (next.isPresent() && !page.isEmpty()) {
            assertThat(next.get())
                    .as("where the next page begins")
                    .isGreaterThanOrEqualTo(EventPosition.of(page.getLast()));
        }
        if (next.isPresent() && after.isPresent()) {
            assertThat(next.get()).as("where the next page begins").isGreaterThan(after.get());
        }
        events.addAll(page);
        return next;
    }

    /** One after the other, as a difference of long lists would show nothing. The tenant is no value that events compare, so it is compared here. */
    private static void assertSame(List<Event> found, List<Event> expected) {
        for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
            assertThat(found.get(i)).as("event %d", i).isEqualTo(expected.get(i));
            assertThat(found.get(i).tenant()).isEqualTo(expected.get(i).tenant());
        }
        assertThat(found).hasSameSizeAs(expected);
    }

    private static Object extreme(Field field) {
        return switch (field.type()) {
            case TEXT -> "\uD83D\uDE00\t".repeat(field.limit() / 2);
            case INTEGER -> field == Field.BYTES ? (Object) 0L : Long.MAX_VALUE;
            case FLOAT -> field == Field.SPEED_MBPS ? Double.MIN_VALUE : Double.MAX_VALUE;
            case DECIMAL -> new BigDecimal("-99999999999999.9999");
            case INSTANT, IDENTIFIER -> throw new IllegalArgumentException(field + " is in every event");
        };
    }

    private static Event received(Event event, Instant receivedAt) {
        Event.Builder builder = Event.builder(event.tenant());
        for (Field field : Field.values()) {
            Object value = event.value(field);
            if (value != null && field != Field.ACTOR_ID) {
                builder.set(field, field == Field.RECEIVED_AT ? receivedAt : value);
            }
        }
        event.properties().forEach(builder::property);
        return builder.build();
    }

    private static Event at(TenantId tenant, Instant timestamp, UUID id) {
        return builder(tenant, timestamp, id).build();
    }

    private static Event.Builder builder(TenantId tenant, Instant timestamp, UUID id) {
        return Event.builder(tenant)
                .set(Field.EVENT_ID, id)
                .set(Field.EVENT_TYPE, "move")
                .set(Field.TIMESTAMP, timestamp)
                .set(Field.RECEIVED_AT, timestamp.plus(Duration.ofMillis(77)));
    }
}
