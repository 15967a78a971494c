package dev.tidemark.storage.clickhouse;

import dev.tidemark.storage.sql.Fragment;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Composed SQL as the server takes it: each value is a parameter {@code {p1:Type}} that travels beside the text.
 *
 * @param parameters by name; the client writes them as the server reads them
 */
record Rendered(String text, Map<String, Object> parameters) {

    static Rendered of(Fragment fragment) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        String text = fill(fragment, value -> {
            String name = "p" + (parameters.size() + 1);
            return switch (value) {
                case String string -> parameter(name, "String", string, parameters);
                case Long whole -> parameter(name, "Int64", whole, parameters);
                case Integer whole -> parameter(name, "Int32", whole, parameters);
                case BigDecimal decimal ->
                    parameter(name, "Decimal(38, " + decimal.scale() + ")", decimal.toPlainString(), parameters);
                case Double real -> ofBits(parameter(name, "Int64", Double.doubleToLongBits(real), parameters));
                default -> throw unknown(value);
            };
        });
        return new Rendered(text, parameters);
    }

    /** The text with its values in it, for statements that take no parameters: views. */
    static String inlined(Fragment fragment) {
        return fill(fragment, value -> switch (value) {
            case String string -> "'" + string.replace("\\", "\\\\").replace("'", "\\'") + "'";
            case Long whole -> "toInt64(" + whole + ")";
            case Integer whole -> "toInt32(" + whole + ")";
            case BigDecimal decimal ->
                "toDecimal128('" + decimal.toPlainString() + "', " + Math.max(0, decimal.scale()) + ")";
            case Double real -> ofBits("toInt64(" + Double.doubleToLongBits(real) + ")");
            default -> throw unknown(value);
        });
    }

    /** Floats travel as their bits: the server's reading of decimal text may be off by the last one. */
    private static String ofBits(String bits) {
        return "reinterpret(" + bits + ", 'Float64')";
    }

    private static String parameter(String name, String type, Object value, Map<String, Object> parameters) {
        parameters.put(name, value);
        return "{" + name + ":" + type + "}";
    }

    private static String fill(Fragment fragment, Rendering rendering) {
        StringBuilder text = new StringBuilder(fragment.text().length() + 16);
        int from = 0;
        for (Object value : fragment.values()) {
            int hole = fragment.text().indexOf('?', from);
            text.append(fragment.text(), from, hole).append(rendering.of(value));
            from = hole + 1;
        }
        return text.append(fragment.text(), from, fragment.text().length()).toString();
    }

    private static IllegalArgumentException unknown(Object value) {
        return new IllegalArgumentException(
                "a value is a " + value.getClass().getName() + ", expected a text or a number");
    }

    @FunctionalInterface
    private interface Rendering {
        String of(Object value);
    }
}
