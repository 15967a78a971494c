package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.time.TimeRange;
import java.util.List;
import net.jqwik.api.Example;

/** What {@link Storage} itself promises. */
public interface HubContract extends StoreUnderTest {

    @Example
    default void anEmptyStoreWorksAndHoldsNothing() {
        try (TestDatabase database = emptyDatabase();
                Storage storage = database.open()) {
            storage.check();
            StorageFigures figures = storage.figures();
            assertThat(figures.events()).isZero();
            assertThat(figures.bytes()).isNotNegative();
            assertThat(storage.name()).matches("[a-z]+");
        }
    }

    @Example
    default void closingTwiceDoesNothing() {
        try (TestDatabase database = emptyDatabase()) {
            Storage storage = database.open();
            storage.close();
            storage.close();
        }
    }

    @Example
    default void rangesThatARollupCoversAreApartAndAscending() {
        for (RollupCoverage rollup : storage().rollups()) {
            List<TimeRange> ranges = rollup.complete();
            for (int i = 1; i < ranges.size(); i++) {
                assertThat(ranges.get(i).from()).isAfter(ranges.get(i - 1).to());
            }
        }
    }
}
