package dev.tidemark.testkit.generate;

import dev.tidemark.domain.event.Text;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Texts that stores are known to confuse, from a pool small enough that events and filters meet in it. */
public final class Texts {

    /** Plain texts, so that groups get several members. */
    static final List<String> COMMON = List.of("a", "b", "ab", "A");

    /** Order by UTF-16 unit, case, accents, wildcards, quoting, escapes, white space, and words that mean something elsewhere. */
    static final List<String> TRAPS = List.of(
            "\uFFFD",
            "\uD83D\uDE00",
            "\uD83D\uDE00a",
            "\uE000",
            "\uD7FF",
            "é",
            "e\u0301",
            "ß",
            "SS",
            "İ",
            "日本",
            "\u200D",
            "%",
            "_",
            "a%",
            "a_b",
            "a\\b",
            "\\",
            "\\%",
            "'",
            "''",
            "a\"b",
            "`",
            " ",
            "a ",
            " a",
            "\t",
            "a\nb",
            "a\rb",
            ",",
            "a,b",
            "{}",
            "[1]",
            "null",
            "NULL",
            "\\N",
            "true",
            "1",
            "01",
            "1.0",
            "?",
            "$1",
            ":a",
            "--",
            "/*",
            "*",
            "^a.*$",
            "\u0001",
            "\u007F");

    /** Keys of properties: JSON paths, quotes, dots and percent signs must not be taken for syntax. */
    public static final List<String> PROPERTY_KEYS = List.of(
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

    /** Not empty, clean, at most this many code points. */
    public static Arbitrary<String> upTo(int limit) {
        return Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.of(COMMON)),
                Tuple.of(6, Arbitraries.of(TRAPS)),
                Tuple.of(2, anything(Math.min(limit, 12))),
                Tuple.of(1, Arbitraries.of("z".repeat(limit), "\uD83D\uDE00".repeat(limit))));
    }

    /** What a filter may compare with: texts as events have them, texts that none has, and nothing. */
    public static Arbitrary<String> sought() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(COMMON)),
                Tuple.of(6, Arbitraries.of(TRAPS)),
                Tuple.of(1, Arbitraries.of("", "nowhere", "\uFFFE", "\uDBFF\uDFFF")));
    }

    private static Arbitrary<String> anything(int limit) {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(limit)
                .map(Text::clean)
                .map(text -> text.isEmpty() ? "a" : text);
    }
}
