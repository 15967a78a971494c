package dev.tidemark.app.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sizes as operators write them: {@code 64MiB} is 64 × 2^20, {@code 64MB} is 64 × 10^6. */
final class ByteSize {
    static final long KIB = 1024;
    static final long MIB = 1024 * KIB;
    static final long GIB = 1024 * MIB;

    private static final Pattern FORMAT = Pattern.compile("(\\d{1,15})\\s*([kmgt]?)(i?)b?", Pattern.CASE_INSENSITIVE);
    private static final List<String> PREFIXES = List.of("", "k", "m", "g", "t");

    private ByteSize() {}

    static Optional<Long> parse(String text) {
        var matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long factor = 1;
        for (int i = PREFIXES.indexOf(matcher.group(2).toLowerCase(Locale.ROOT)); i > 0; i--) {
            factor *= matcher.group(3).isEmpty() ? 1000 : 1024;
        }
        try {
            return Optional.of(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The size in the greatest binary unit that divides it. */
    static String format(long bytes) {
        int unit = 0;
        while (unit < PREFIXES.size() - 1 && bytes >= 1024 && bytes % 1024 == 0) {
            bytes /= 1024;
            unit++;
        }
        return bytes + (unit == 0 ? "B" : PREFIXES.get(unit).toUpperCase(Locale.ROOT) + "iB");
    }
}
