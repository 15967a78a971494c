package dev.tidemark.testkit.generate;

import dev.tidemark.domain.event.FieldLimits;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Numbers at the edges of what fields hold, and texts that are numbers only for some readers. */
final class Numbers {

    /**
     * Property values: numbers in several notations, and what only looks like one. Large ones are positive, so that no sum loses
     * all its digits, and few enough of them fit into a case that no sum overflows.
     */
    static final List<String> NUMERIC_TEXTS = List.of(
            "1",
            "2",
            "2.5",
            "-2.5",
            "100000",
            "1e5",
            "1E+5",
            "1e-5",
            "+1",
            "-0",
            "0",
            "0.0",
            "01",
            "1.50",
            "0.1",
            "0.2",
            "-0.3",
            "9007199254740993",
            "1e300",
            "-1e-300",
            "1e306",
            "1e309",
            "1e999",
            "1e1000",
            "1e-400",
            "4.9e-324",
            "9".repeat(400),
            "0." + "0".repeat(397) + "1",
            "0x10",
            " 1",
            "1 ",
            "1\n",
            "1_000",
            "1,000",
            "NaN",
            "Infinity",
            "-Infinity",
            "inf",
            "1.",
            ".5",
            "1e",
            "1d",
            "1f",
            "--1",
            "+-1",
            "0b1",
            "１",
            "٣",
            "true");

    private static final List<Long> WHOLE = List.of(0L, 1L, 2L, 200L, 404L, (1L << 53) + 1, 1L << 62, Long.MAX_VALUE);

    private static final List<Double> FLOATS =
            List.of(0.0, -0.0, 1.0, 0.5, 2.0, 0.1, 0.2, 0.3, 1e-9, 9.9e-10, 1e15 + 0.5, 1e300, Double.MIN_VALUE);

    private static final List<String> AMOUNTS = List.of(
            "0.0000",
            "1.0000",
            "19.9900",
            "0.1000",
            "0.0001",
            "-5.0000",
            "-0.0001",
            "99999999999999.9999",
            "-99999999999999.9999");

    private static final List<String> SOUGHT = List.of(
            "0",
            "1",
            "2",
            "200",
            "2.5",
            "0.5",
            "0.1",
            "0.3",
            "-1",
            "-2.5",
            "100000",
            "19.99",
            "19.990000001",
            "0.0001",
            "0.00001",
            "99999999999999.9999",
            "99999999999999.99995",
            "9007199254740992",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775807.5",
            "9223372036854775808",
            "-9223372036854775809",
            "123456789012345678901234567890",
            "0.000000000000000000000000000001",
            "1e30",
            "-1e30");

    private Numbers() {}

    /** Values of whole-number fields. */
    static Arbitrary<Long> whole() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(WHOLE)),
                Tuple.of(2, Arbitraries.longs().between(0, 1000)));
    }

    /** Values of float fields; so far below the greatest double that no sum overflows. */
    static Arbitrary<Double> floats() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(FLOATS)),
                Tuple.of(2, Arbitraries.doubles().between(0, 1e6).ofScale(3)));
    }

    /** Values of decimal fields. */
    static Arbitrary<BigDecimal> amounts() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(AMOUNTS).map(BigDecimal::new)),
                Tuple.of(
                        2,
                        Arbitraries.longs()
                                .between(-1_000_000_000L, 1_000_000_000_000L)
                                .map(units -> BigDecimal.valueOf(units, FieldLimits.DECIMAL_SCALE))));
    }

    /** Property values meant as numbers. */
    static Arbitrary<String> texts(Palette palette) {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(palette.numericTexts())),
                Tuple.of(1, Arbitraries.integers().between(-100, 100).map(String::valueOf)));
    }

    /** What a filter may compare with. */
    static Arbitrary<BigDecimal> sought() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(SOUGHT).map(BigDecimal::new)),
                Tuple.of(1, Arbitraries.integers().between(-100, 1000).map(BigDecimal::valueOf)));
    }
}
