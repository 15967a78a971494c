package dev.tidemark.query.parse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.query.mistake.QueryMistakeException;
import java.math.BigDecimal;

/** Reads what a field or property is compared with. */
final class LiteralParser {

    private static final int MAX_DIGITS = 30;

    /** Zeros at the end do not count, but a number must be short enough to take them off. */
    private static final int MAX_WRITTEN = 1_000;

    private LiteralParser() {}

    static Literal parse(Input input, Attribute attribute) {
        JsonNode node = input.node();
        boolean isProperty = attribute instanceof Attribute.OfProperty;
        if (node.isNumber() && (isProperty || attribute.type().isNumber())) {
            return number(input, node.decimalValue());
        }
        if ((node.isTextual() || node.isBoolean()) && !attribute.type().isNumber()) {
            return new Literal.Text(Text.clean(node.asText()));
        }
        throw input.mistake(expected(node, attribute, isProperty));
    }

    private static String expected(JsonNode node, Attribute attribute, boolean isProperty) {
        if (isProperty) {
            return "a text, a number, true or false";
        }
        if (attribute.type().isNumber()) {
            return "a number, as " + attribute.label() + " holds numbers"
                    + (node.isTextual() ? "; leave out the quotes" : "");
        }
        return "a text, as " + attribute.label() + " holds text" + (node.isNumber() ? "; put it in quotes" : "");
    }

    private static Literal number(Input input, BigDecimal value) {
        if (isLong(value, MAX_WRITTEN)) {
            throw tooLong(input);
        }
        Literal.Numeric number = new Literal.Numeric(value);
        if (isLong(number.value(), MAX_DIGITS)) {
            throw tooLong(input);
        }
        return number;
    }

    private static boolean isLong(BigDecimal value, int digits) {
        return value.precision() > digits || Math.abs((long) value.scale()) > digits;
    }

    private static QueryMistakeException tooLong(Input input) {
        return input.mistake("a number of at most " + MAX_DIGITS + " digits");
    }
}
