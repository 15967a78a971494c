package dev.tidemark.storage.citus;

import static dev.tidemark.storage.citus.EightWriters.EVENTS;
import static dev.tidemark.storage.citus.EightWriters.WRITERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.contract.MixedHistory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many writers at once, of several servers, while rollups follow: every event is there once, in the table and in every rollup, and nobody waits for ever. */
class WritersTest {

    private final TemporaryStore place = new TemporaryStore();

    @AfterEach
    void remove() {
        place.close();
    }

    @Test
    void writersOfTwoServersLoseNothing() throws Exception {
        try (CitusStorage one = place.open();
                CitusStorage other = place.open()) {
            EightWriters.write(List.of(one, other), writer -> writer * EVENTS);
            long written = WRITERS * EVENTS;
            assertThat(MixedHistory.counts(one)).containsExactly(written, written);
            assertThat(MixedHistory.wrongTables(other))
                    .as("with what is not rolled up")
                    .isEmpty();
            one.following().follow();
            assertThat(MixedHistory.wrongTables(one)).as("rolled up").isEmpty();
            assertThat(MixedHistory.wrongTables(other)).as("rolled up").isEmpty();
        }
    }

    /** Both servers are sent every event. */
    @Test
    void whatSeveralAreSentIsThereOnce() throws Exception {
        try (CitusStorage one = place.open();
                CitusStorage other = place.open()) {
            EightWriters.write(List.of(one, other), writer -> writer / 2 * EVENTS);
            long written = WRITERS / 2 * EVENTS;
            assertThat(MixedHistory.counts(one)).containsExactly(written, written);
            one.following().follow();
            assertThat(MixedHistory.wrongTables(one)).isEmpty();
        }
    }
}
