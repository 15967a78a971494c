package dev.tidemark.ingestion.decode;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Country codes, ISO 3166-1 alpha-2 as the JDK lists them. */
final class Countries {

    private static final Map<String, String> CODES = codes();

    private Countries() {}

    /** The code in capitals if the text is one in whatever case; any other text unchanged. */
    static String canonical(String country) {
        return country.length() == 2 ? CODES.getOrDefault(country, country) : country;
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        Arrays.stream(Locale.getISOCountries()).forEach(code -> {
            String lower = code.toLowerCase(Locale.ROOT);
            codes.put(code, code);
            codes.put(lower, code);
            codes.put(code.charAt(0) + lower.substring(1), code);
            codes.put(lower.charAt(0) + code.substring(1), code);
        });
        return codes;
    }
}
