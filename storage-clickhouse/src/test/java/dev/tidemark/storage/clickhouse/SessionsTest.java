package dev.tidemark.storage.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.storage.WriteSession;
import dev.tidemark.testkit.contract.MixedHistory;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several processes take the name of a writer over from each other. */
class SessionsTest {

    private static final String NAME = "tidemark/events/3";
    private final TemporaryStore place = new TemporaryStore();
    private ClickHouseStorage one;
    private ClickHouseStorage other;

    @BeforeEach
    void open() {
        one = ClickHouseStorage.open(place.layout(), BuiltInRollups.all());
        other = ClickHouseStorage.open(
                new Layout(place.layout().settings().withWriter("other"), 1), BuiltInRollups.all());
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        place.close();
    }

    @Test
    void whoeverTakesTheNameGoesOn() {
        WriteSession first = one.session(NAME, SessionsTest::mine);
        first.eventWriter().append(MixedHistory.batch(0, 50));
        WriteSession second = other.session(NAME, SessionsTest::mine);
        assertThat(second.eventIds().stored(keys(0, 100))).hasSize(50);
        second.eventWriter().append(MixedHistory.batch(50, 100));
        second.close();
        assertWhole(100);
    }

    @Test
    void whoHasLostTheNameStoresNothingMore() {
        WriteSession first = one.session(NAME, claimedOnce());
        first.eventWriter().append(MixedHistory.batch(0, 50));
        WriteSession second = other.session(NAME, SessionsTest::mine);
        assertThatThrownBy(() -> first.eventWriter().append(MixedHistory.batch(50, 100)))
                .isNotNull();
        assertThatThrownBy(() -> first.eventWriter().append(MixedHistory.batch(50, 100)))
                .hasMessageContaining("another process");
        assertThat(MixedHistory.counts(other)).startsWith(50L);
        assertThatThrownBy(() -> second.eventWriter().append(MixedHistory.batch(50, 100)))
                .as("the entrance was closed by who came too late")
                .isNotNull();
        second.eventWriter().append(MixedHistory.batch(50, 100));
        assertWhole(100);
    }

    /** One that was stopped for long and does not know yet may even open the store after its successor. */
    @Test
    void whoComesTooLateHoldsUpItsSuccessorOnly() {
        WriteSession owner = other.session(NAME, SessionsTest::mine);
        owner.eventWriter().append(MixedHistory.batch(0, 50));
        assertThatThrownBy(() -> one.session(NAME, SessionsTest::notMine)).hasMessageContaining("another process");
        assertThatThrownBy(() -> owner.eventWriter().append(MixedHistory.batch(50, 100)))
                .isNotNull();
        assertThat(owner.eventIds().stored(keys(50, 100))).isEmpty();
        owner.eventWriter().append(MixedHistory.batch(50, 100));
        assertWhole(100);
    }

    /** The other way round a batch would be swallowed: an entrance without the view behind it takes rows and keeps none. */
    @Test
    void aBatchThatComesWhileItsWayIsBeingClosedIsNotLost() {
        WriteSession writer = one.session(NAME, SessionsTest::mine);
        writer.eventWriter().append(MixedHistory.batch(0, 50));
        try (Server server = new Server(place.layout())) {
            server.drop("beginning to close the way", entrances(server).getFirst());
            assertThat(entrances(server)).as("the view that is left").hasSize(1);
            assertThatThrownBy(() -> writer.eventWriter().append(MixedHistory.batch(50, 100)))
                    .isNotNull();
        }
        assertThat(writer.eventIds().stored(keys(50, 100))).isEmpty();
        writer.eventWriter().append(MixedHistory.batch(50, 100));
        assertWhole(100);
    }

    /** Of the only opening under this name, in the order in which they are closed. */
    private List<String> entrances(Server server) {
        long opening = Openings.latest(NAME, server);
        return Passage.left(opening, server);
    }

    @Test
    void writersOfOtherNamesAreNotDisturbed() {
        WriteSession three = one.session(NAME, SessionsTest::mine);
        WriteSession four = other.session("tidemark/events/4", SessionsTest::mine);
        for (int i = 0; i < 100; i += 20) {
            three.eventWriter().append(MixedHistory.batch(i, i + 10));
            four.eventWriter().append(MixedHistory.batch(i + 10, i + 20));
        }
        assertWhole(100);
    }

    private void assertWhole(int events) {
        assertThat(MixedHistory.counts(other)).startsWith((long) events);
        assertThat(MixedHistory.wrongTables(one)).isEmpty();
        assertThat(MixedHistory.wrongTables(other)).isEmpty();
    }

    private static void mine() {
        // nobody else claims it
    }

    private static void notMine() {
        throw new IllegalStateException("partition 3 is another process's");
    }

    private static Runnable claimedOnce() {
        AtomicInteger claims = new AtomicInteger();
        return () -> {
            if (claims.getAndIncrement() > 0) {
                notMine();
            }
        };
    }

    private static List<EventKey> keys(int from, int to) {
        return MixedHistory.batch(from, to).events().stream().map(Event::key).toList();
    }
}
