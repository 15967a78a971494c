package dev.tidemark.app.imports;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Method and endpoint of a request.
 *
 * @param endpoint the target without query string and fragment
 */
record RequestLine(String method, String endpoint) {
    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z][A-Za-z_-]{0,31}) +((?:/|\\*|[A-Za-z][A-Za-z0-9+.-]*:/|(?<=CONNECT )[^ ]).*)", Pattern.DOTALL);
    private static final Pattern PROTOCOL = Pattern.compile(" +HTTP/[0-9.]{1,5} *$");
    private static final Pattern QUERY = Pattern.compile("[?#].*", Pattern.DOTALL);

    /** Empty if the line is no request: a dash, another protocol's bytes, an attack. */
    static Optional<RequestLine> parse(String line) {
        Matcher form = FORM.matcher(line);
        if (!form.matches()) {
            return Optional.empty();
        }
        String target = PROTOCOL.matcher(form.group(2)).replaceFirst("");
        return Optional.of(new RequestLine(form.group(1), QUERY.matcher(target).replaceFirst("")));
    }
}
