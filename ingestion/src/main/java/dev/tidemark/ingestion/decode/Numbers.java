package dev.tidemark.ingestion.decode;

import dev.tidemark.domain.event.Properties;
import dev.tidemark.domain.event.RejectionCode;
import java.math.BigDecimal;

/** Numbers as text: recognised, bounded, and brought to canonical form without arithmetic where that is possible. */
final class Numbers {

    /** Characters of a number; converting a longer one takes time that grows with the square of its length. */
    static final int MAX_LENGTH = 1000;

    private Numbers() {}

    /** The canonical text, see {@link Properties#canonical}, of a number as JSON writes it. */
    static String canonical(String name, String number) throws InvalidEventException {
        if (number.length() <= Properties.MAX_DIGITS && !isExponential(number)) {
            return withoutTrailingZeros(number);
        }
        return Properties.canonical(decimal(name, number)).orElseThrow(() -> tooLong(name));
    }

    /** The number itself, bounded so that arithmetic with it is. */
    static BigDecimal decimal(String name, String number) throws InvalidEventException {
        if (number.length() > MAX_LENGTH) {
            throw tooLong(name);
        }
        BigDecimal decimal;
        try {
            decimal = new BigDecimal(number);
        } catch (NumberFormatException e) {
            throw tooLong(name);
        }
        if (Math.abs((long) decimal.scale()) > 2 * MAX_LENGTH) {
            throw tooLong(name);
        }
        return decimal;
    }

    /** Whether a text is a decimal number: digits, at most one point with digits on both sides, an exponent if there must be one. */
    static boolean isDecimal(String text) {
        int i = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int end = digits(text, i);
        if (end == i) {
            return false;
        }
        if (end < text.length() && text.charAt(end) == '.') {
            int start = end + 1;
            end = digits(text, start);
            if (end == start) {
                return false;
            }
        }
        return end == text.length() || isExponent(text, end);
    }

    private static boolean isExponent(String text, int start) {
        int i = start + 1;
        if ((text.charAt(start) | 0x20) != 'e' || i == text.length()) {
            return false;
        }
        i += text.charAt(i) == '-' || text.charAt(i) == '+' ? 1 : 0;
        return i < text.length() && digits(text, i) == text.length();
    }

    private static int digits(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    static boolean isExponential(String number) {
        return number.indexOf('e') >= 0 || number.indexOf('E') >= 0;
    }

    private static String withoutTrailingZeros(String number) {
        int end = number.length();
        if (number.indexOf('.') >= 0) {
            while (number.charAt(end - 1) == '0') {
                end--;
            }
            end -= number.charAt(end - 1) == '.' ? 1 : 0;
        }
        String shorter = number.substring(0, end);
        return shorter.equals("-0") ? "0" : shorter;
    }

    private static InvalidEventException tooLong(String name) {
        return new InvalidEventException(
                RejectionCode.OUT_OF_RANGE,
                name + " is a number of more than " + Properties.MAX_DIGITS + " digits, expected at most that");
    }
}
