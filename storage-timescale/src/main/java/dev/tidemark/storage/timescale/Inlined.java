package dev.tidemark.storage.timescale;

import dev.tidemark.storage.sql.Fragment;
import java.math.BigDecimal;

/** Composed SQL with its values in the text, for statements that take no parameters: views. */
final class Inlined {

    private Inlined() {}

    static String of(Fragment fragment) {
        StringBuilder text = new StringBuilder(fragment.text().length() + 16);
        int from = 0;
        for (Object value : fragment.values()) {
            int hole = fragment.text().indexOf('?', from);
            text.append(fragment.text(), from, hole).append(literal(value));
            from = hole + 1;
        }
        return text.append(fragment.text(), from, fragment.text().length()).toString();
    }

    private static String literal(Object value) {
        return switch (value) {
            case String string -> quoted(string);
            case Long whole -> "(" + whole + ")::bigint";
            case Integer whole -> "(" + whole + ")::integer";
            case BigDecimal decimal -> "(" + decimal.toPlainString() + ")::numeric";
            case Double real -> quoted(real.toString()) + "::double precision";
            default ->
                throw new IllegalArgumentException(
                        "a value is a " + value.getClass().getName() + ", expected a text or a number");
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
