package dev.tidemark.testkit.generate;

import dev.tidemark.domain.event.Text;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Texts that stores are known to confuse, from a pool small enough that events and filters meet in it. */
final class Texts {

    /** Texts that some store or other takes for one another, orders otherwise, or takes for syntax; by what they are traps for. */
    private static final List<List<String>> THEMES = List.of(
            List.of("a", "b", "ab", "c"),
            List.of("\uFFFD", "\uD83D\uDE00", "\uE000", "\uD7FF", "\uD83D\uDE00a", "\uDBFF\uDFFF", "z"),
            List.of("%", "_", "a%", "a_b", "axb", "a", "\\%", "*", "a*", "^a.*$", "?", "[a]"),
            List.of("'", "''", "a'b", "a\"b", "\"", "`", "\\", "a\\b", "\\N", "--", "/*", "$1", ":a", "{}"),
            List.of(" ", "a ", " a", "a", "\t", "a\nb", "a\rb", "\u00A0", "\u0001", "\u007F", "\u200D"),
            List.of("é", "e\u0301", "e", "ß", "SS", "ss", "İ", "I", "i", "ı", "A", "a", "日本"),
            List.of("1", "01", "1.0", "-1", "10", "9", "1e1", "true", "false"),
            List.of("null", "NULL", "undefined", "[1]", ",", "a,b", "{\"a\":1}"));

    /** Keys of properties: JSON paths, quotes, dots and percent signs must not be taken for syntax. */
    static final List<String> PROPERTY_KEYS = List.of(
            "plan",
            "PLAN",
            "a.b",
            "a",
            "a\"b",
            "a'b",
            "50%",
            "$.plan",
            "$",
            "[0]",
            "*",
            "a b",
            "\\",
            "\uD83D\uDE00",
            "?",
            "timestamp",
            "count");

    private Texts() {}

    /** The texts of one case: those of a theme, and some others. */
    static Arbitrary<List<String>> palettes() {
        List<String> all = THEMES.stream().flatMap(List::stream).distinct().toList();
        return Combinators.combine(
                        Arbitraries.of(THEMES), Arbitraries.of(all).list().ofMaxSize(3))
                .as((theme, others) -> Stream.concat(theme.stream(), others.stream())
                        .distinct()
                        .toList());
    }

    /** A value for a field of this limit: mostly of the palette, seldom anything, or as long as may be. */
    static Arbitrary<String> upTo(int limit, Palette palette) {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.of(palette.texts())),
                Tuple.of(1, anything(Math.min(limit, 12))),
                Tuple.of(1, Arbitraries.of("z".repeat(limit), "\uD83D\uDE00".repeat(limit))));
    }

    /** What a filter may compare with: texts as events have them, texts that none has, and nothing. */
    static Arbitrary<String> sought(Palette palette) {
        return Arbitraries.frequencyOf(
                Tuple.of(10, Arbitraries.of(palette.texts())),
                Tuple.of(1, Arbitraries.of("", "nowhere", "\uFFFE", "z")));
    }

    /** Any clean text that is not empty. */
    private static Arbitrary<String> anything(int limit) {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(limit)
                .map(Text::clean)
                .map(text -> text.isEmpty() ? "a" : text);
    }
}
