package dev.tidemark.query.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Histogram;
import dev.tidemark.domain.query.LogarithmicBins;
import dev.tidemark.domain.query.Measure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DerivationTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Attribute AMOUNT = Attribute.of(Field.AMOUNT);
    private static final Attribute DURATION = Attribute.of(Field.DURATION_MS);
    private static final Aggregate COUNT = new Aggregate.Count();
    private static final Aggregate SESSIONS = new Aggregate.Unique(Attribute.of(Field.SESSION_ID));

    @Test
    void storesAreAskedForEachAggregateOnce() {
        Derivation derivation = Derivation.of(List.of(
                new Measure.Direct("sum(amount)", new Aggregate.Sum(AMOUNT)),
                new Measure.Average(AMOUNT),
                new Measure.Percentile("p50(amount)", AMOUNT, 50),
                new Measure.Percentile("p99(amount)", AMOUNT, 99)));

        assertThat(derivation.aggregates())
                .containsExactly(
                        new Aggregate.Sum(AMOUNT), new Aggregate.ValueCount(AMOUNT), new Aggregate.Bins(AMOUNT));
        assertThat(derivation.aggregateOf(0)).isEqualTo(OptionalInt.of(0));
        assertThat(derivation.aggregateOf(1)).isEmpty();
    }

    @Test
    void anAverageOfDecimalsIsADecimal() {
        Measure average = new Measure.Average(AMOUNT);
        assertThat(derive(average, new BigDecimal("10.0000"), 4L)).isEqualTo(new BigDecimal("2.5"));
        assertThat(derive(average, new BigDecimal("2.0000"), 3L)).isEqualTo(new BigDecimal("0.6666666667"));
        assertThat(derive(average, new BigDecimal("0.0000"), 3L)).isEqualTo(BigDecimal.ZERO);
        assertThat(derive(average, new BigDecimal("900000000000000000000000.0000"), 1L))
                .isEqualTo(new BigDecimal("9E+23"));
    }

    @Test
    void anAverageOfFloatsIsAFloat() {
        assertThat(derive(new Measure.Average(DURATION), 1.0, 3L)).isEqualTo(1.0 / 3);
    }

    @Test
    void anAverageOfNothingIsAbsent() {
        assertThat(derive(new Measure.Average(AMOUNT), null, 0L)).isNull();
    }

    @Test
    void aRatioOfCountsIsExact() {
        Measure ratio = new Measure.Ratio("events_per_session", COUNT, SESSIONS);
        assertThat(derive(ratio, 7L, 2L)).isEqualTo(new BigDecimal("3.5"));
        assertThat(derive(ratio, 7L, 0L)).isNull();
        assertThat(derive(ratio, 0L, 7L)).isEqualTo(BigDecimal.ZERO);
    }

    @Test
    void aPercentileIsTheRepresentativeOfItsRank() {
        Histogram histogram = new Histogram(new TreeMap<>(Map.of(10, 9L, 20, 1L)));
        assertThat(derive(new Measure.Percentile("p90(x)", DURATION, 90), histogram))
                .isEqualTo(LogarithmicBins.representative(10));
        assertThat(derive(new Measure.Percentile("p90.1(x)", DURATION, 90.1), histogram))
                .isEqualTo(LogarithmicBins.representative(20));
        assertThat(derive(new Measure.Percentile("p50(x)", DURATION, 50), Histogram.EMPTY))
                .isNull();
    }

    @Test
    void decimalsAreTheSameHoweverAStoreWritesThem() {
        Measure sum = new Measure.Direct("sum(amount)", new Aggregate.Sum(AMOUNT));
        assertThat(derive(sum, new BigDecimal("12.5000"))).isEqualTo(derive(sum, new BigDecimal("12.5")));
    }

    @Test
    void aRateIsPerUnitOfTheBucket() {
        Measure perSecond = new Measure.Rate("per_second", COUNT, Duration.ofSeconds(1));
        assertThat(derive(perSecond, 90L)).isEqualTo(new BigDecimal("1.5"));
        assertThat(derive(perSecond, 0L)).isEqualTo(BigDecimal.ZERO);
        Measure perHour = new Measure.Rate("per_hour", new Aggregate.Sum(DURATION), Duration.ofHours(1));
        assertThat(derive(perHour, 0.5)).isEqualTo(30.0);
        assertThat(derive(perHour, (Object) null)).isNull();
    }

    @Test
    void anAggregateOfAPartIsOfNothingWhereTheWholeIs() {
        Aggregate part = new Aggregate.Filtered(COUNT, Filter.ALL);
        Aggregate sum = new Aggregate.Filtered(new Aggregate.Sum(AMOUNT), Filter.ALL);
        Derivation derivation = Derivation.of(List.of(
                new Measure.Direct("part", part),
                new Measure.Direct("sum", sum),
                new Measure.Ratio("share", part, COUNT)));
        assertThat(derivation.ofNothing()).isEqualTo(Arrays.<@Nullable Object>asList(0L, null, null));
    }

    @Test
    void whatIsNotFiniteIsAbsent() {
        Measure sum = new Measure.Direct("sum(duration_ms)", new Aggregate.Sum(DURATION));
        assertThat(derive(sum, Double.POSITIVE_INFINITY)).isNull();
    }

    @Test
    void nothingHappenedMeansZeroEventsAndNoValues() {
        Derivation derivation = Derivation.of(List.of(
                new Measure.Direct("events", COUNT),
                new Measure.Direct("sessions", SESSIONS),
                new Measure.Direct("sum(amount)", new Aggregate.Sum(AMOUNT)),
                new Measure.Direct("count(amount)", new Aggregate.ValueCount(AMOUNT)),
                new Measure.Average(AMOUNT),
                new Measure.Percentile("p50(amount)", AMOUNT, 50)));
        assertThat(derivation.ofNothing()).isEqualTo(Arrays.<@Nullable Object>asList(0L, 0L, null, 0L, null, null));
    }

    private static @Nullable Object derive(Measure measure, @Nullable Object... values) {
        return Derivation.of(List.of(measure))
                .derive(Arrays.asList(values), MINUTE)
                .getFirst();
    }
}
