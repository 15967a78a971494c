package dev.tidemark.domain.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TextPropertiesTest {

    @Property
    void comparesByCodePoint(@ForAll("clean") String left, @ForAll("clean") String right) {
        int expected =
                Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
        assertThat(Integer.signum(Text.compare(left, right))).isEqualTo(Integer.signum(expected));
    }

    @Property
    void comparesAsTheBytesOfUtf8Do(@ForAll("clean") String left, @ForAll("clean") String right) {
        int expected = Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));
        assertThat(Integer.signum(Text.compare(left, right))).isEqualTo(Integer.signum(expected));
    }

    @Example
    void aSupplementaryCharacterComesAfterTheWholeBasicPlane() {
        assertThat(Text.compare("\uFFFD", "\uD83D\uDE00")).isNegative();
        assertThat(Text.compare("\uE000", "\uD800\uDC00")).isNegative();
        assertThat(Text.compare("\uD7FF", "\uE000")).isNegative();
    }

    @Property
    void cleanTextIsWellFormedWithoutNul(@ForAll("broken") String text) {
        String cleaned = Text.clean(text);
        assertThat(cleaned).doesNotContain("\0");
        assertThat(new String(cleaned.getBytes(UTF_8), UTF_8)).isEqualTo(cleaned);
    }

    /** Code points of a Java string are its pairs, its other units, and its unpaired surrogates; only the last and NUL change. */
    @Property
    void cleaningReplacesUnpairedSurrogatesAndRemovesNulAlone(@ForAll("broken") String text) {
        String expected = text.codePoints()
                .filter(point -> point != 0)
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        assertThat(Text.clean(text)).isEqualTo(expected);
    }

    @Property
    void cleanTextStaysTheSameObject(@ForAll("clean") String text) {
        assertThat(Text.clean(text)).isEqualTo(text);
        assertThat(Text.clean("plain")).isSameAs("plain");
    }

    @Provide
    Arbitrary<String> clean() {
        return Arbitraries.of("", "a", "b", "\uD7FF", "\uE000", "\uFFFD", "\uFFFF", "\uD800\uDC00", "\uD83D\uDE00")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }

    /** Whole characters and halves of them in any order; a surrogate beside its other half is one character, and whole. */
    @Provide
    Arbitrary<String> broken() {
        return Arbitraries.of("a", "\0", "\uD83D", "\uDE00", "\uD83D\uDE00", "\uDBFF", "\uDC00", "\uFFFD", "z")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }
}
