package dev.tidemark.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PropertiesPropertiesTest {

    @Property
    void canonicalTextIsTheNumberInPlainNotation(
            @ForAll BigInteger digits, @ForAll @IntRange(min = -500, max = 500) int scale) {
        BigDecimal number = new BigDecimal(digits, scale);
        Properties.canonical(number).ifPresent(text -> {
            assertThat(new BigDecimal(text)).isEqualByComparingTo(number);
            assertThat(text)
                    .matches("-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?")
                    .hasSizeLessThanOrEqualTo(Properties.MAX_DIGITS);
        });
    }

    /** Only too many digits keep a number from having one. */
    @Property
    void numbersOfFewDigitsHaveACanonicalText(
            @ForAll BigInteger digits, @ForAll @IntRange(min = -300, max = 300) int scale) {
        String plain = new BigDecimal(digits, scale).stripTrailingZeros().toPlainString();
        assertThat(Properties.canonical(new BigDecimal(digits, scale)).isPresent())
                .isEqualTo(plain.length() <= Properties.MAX_DIGITS);
    }

    @Property
    void equalNumbersHaveOneCanonicalText(@ForAll long digits, @ForAll @IntRange(min = 0, max = 30) int zeros) {
        BigDecimal number = BigDecimal.valueOf(digits, 7);
        assertThat(Properties.canonical(number.setScale(7 + zeros))).isEqualTo(Properties.canonical(number));
    }

    @Example
    void canonicalTextOfWellKnownNumbers() {
        assertThat(Properties.canonical(new BigDecimal("1e2"))).contains("100");
        assertThat(Properties.canonical(new BigDecimal("1.50"))).contains("1.5");
        assertThat(Properties.canonical(new BigDecimal("-0.00"))).contains("0");
        assertThat(Properties.canonical(new BigDecimal("0e999999999"))).contains("0");
        assertThat(Properties.canonical(new BigDecimal("1e399")).orElseThrow()).hasSize(400);
        assertThat(Properties.canonical(new BigDecimal("1e400"))).isEmpty();
    }

    /** Plain notation of these would fill the memory. */
    @Example
    void aNumberOfAbsurdScaleIsRefusedQuickly() {
        assertThat(Properties.canonical(new BigDecimal("1e999999999"))).isEmpty();
        assertThat(Properties.canonical(new BigDecimal("1e-999999999"))).isEmpty();
    }

    @Property
    void aCanonicalNumberIsReadAsTheNearestFloat(
            @ForAll long digits, @ForAll @IntRange(min = -20, max = 20) int scale) {
        BigDecimal number = new BigDecimal(BigInteger.valueOf(digits), scale);
        assertThat(Properties.number(Properties.canonical(number).orElseThrow()))
                .hasValue(number.doubleValue() + 0.0);
    }

    @Example
    void decimalsAreNumbers() {
        assertThat(Properties.number("1e5")).hasValue(100_000);
        assertThat(Properties.number("+1")).hasValue(1);
        assertThat(Properties.number("01")).hasValue(1);
        assertThat(Properties.number("-2.5E-3")).hasValue(-0.0025);
        assertThat(Properties.number("1e-400")).hasValue(0);
        assertThat(Properties.number("9007199254740993")).hasValue(9007199254740992.0);
    }

    @Example
    void whatOnlyLooksLikeADecimalIsNone() {
        for (String text : new String[] {
            "",
            "1.",
            ".5",
            "0x10",
            " 1",
            "1 ",
            "1\n",
            "1_000",
            "1,000",
            "NaN",
            "Infinity",
            "inf",
            "1d",
            "1f",
            "--1",
            "1e",
            "e1",
            "1e1000",
            "1e309",
            "9".repeat(400),
            "\uFF11",
            "\u0663",
            "true"
        }) {
            assertThat(Properties.number(text)).as("number in '%s'", text).isEmpty();
        }
    }
}
