package dev.tidemark.domain.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LogarithmicBinsPropertiesTest {

    private static final double PERCENT = 1 + 1e-9;

    @Property(tries = 10_000)
    void aRepresentativeIsWithinOnePercent(@ForAll("values") double value) {
        double representative = LogarithmicBins.representative(LogarithmicBins.of(value));
        if (Math.abs(value) < LogarithmicBins.SMALLEST) {
            assertThat(representative).isZero();
        } else {
            assertThat(representative).isCloseTo(value, withPercentage(PERCENT));
        }
    }

    @Property(tries = 10_000)
    void binsAscendWithValues(@ForAll("values") double one, @ForAll("values") double other) {
        int low = LogarithmicBins.of(Math.min(one, other));
        int high = LogarithmicBins.of(Math.max(one, other));
        assertThat(low).isLessThanOrEqualTo(high);
        assertThat(LogarithmicBins.representative(low)).isLessThanOrEqualTo(LogarithmicBins.representative(high));
    }

    @Example
    void everyFiniteValueHasABin() {
        for (double value : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, 1e-9, -1e-9}) {
            assertThat(LogarithmicBins.representative(LogarithmicBins.of(value)))
                    .isCloseTo(value, withPercentage(PERCENT));
        }
        for (double value : new double[] {0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, 9.9e-10}) {
            assertThat(LogarithmicBins.of(value)).isEqualTo(LogarithmicBins.ZERO);
        }
        assertThat(LogarithmicBins.of(1)).isZero();
    }

    @Property
    void aQuantileIsThatOfTheSortedValuesWithinOnePercent(
            @ForAll("samples") List<Double> values, @ForAll("quantiles") double quantile) {
        List<Double> sorted = values.stream().sorted().toList();
        double expected = sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
        double actual = histogram(values).quantile(quantile).orElseThrow();
        assertThat(actual)
                .isCloseTo(expected, offset(Math.max(LogarithmicBins.SMALLEST, Math.abs(expected) * PERCENT / 100)));
    }

    @Example
    void noValuesHaveNoQuantile() {
        assertThat(Histogram.EMPTY.quantile(0.5)).isEmpty();
        assertThat(Histogram.EMPTY.size()).isZero();
    }

    private static Histogram histogram(List<Double> values) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        for (double value : values) {
            counts.merge(LogarithmicBins.of(value), 1L, Long::sum);
        }
        return new Histogram(counts);
    }

    /** As many of each magnitude, down to where values count as zero. */
    @Provide
    Arbitrary<Double> values() {
        Arbitrary<Double> mantissas =
                Arbitraries.doubles().between(1, 9.999_999).ofScale(6);
        Arbitrary<Integer> magnitudes = Arbitraries.integers().between(-12, 307);
        return Combinators.combine(mantissas, magnitudes, Arbitraries.of(1, 1, -1))
                .as((mantissa, magnitude, sign) -> sign * mantissa * Math.pow(10, magnitude));
    }

    @Provide
    Arbitrary<List<Double>> samples() {
        return values().list().ofMinSize(1).ofMaxSize(60);
    }

    @Provide
    Arbitrary<Double> quantiles() {
        return Arbitraries.of(0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0);
    }
}
