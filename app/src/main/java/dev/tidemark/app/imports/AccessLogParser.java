package dev.tidemark.app.imports;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes one line of an access log apart, from left to right:
 * {@code address identity user [time] "request" status bytes "referrer" "user agent" additions}.
 *
 * <p>Servers escape quotes inside of quoted values; old ones did not, and clients send what they like. So a quote ends a value
 * only where the rest of the line goes on as it must. A value cut off by the end of the line is taken as it is.
 */
final class AccessLogParser {
    private static final String ABSENT = "-";
    private static final int LONGEST_ADDRESS = 64;

    /** Dots or colons between digits and hexadecimal digits: enough to tell an address from a host's name. */
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final Pattern STATUS_AND_BYTES = Pattern.compile("\" ([0-9]{3}|-) ([0-9]{1,18}|-)(?= |$)");
    private static final Pattern SECONDS = Pattern.compile("(?<= )[0-9]{1,9}\\.[0-9]{3}(?= |$)");

    private final String line;
    private int position;

    AccessLogParser(String line) {
        this.line = line;
    }

    Optional<AccessLogLine> parse() {
        int bracket = line.indexOf(" [");
        int closing = line.indexOf("] \"", bracket + 1);
        Matcher numbers = STATUS_AND_BYTES.matcher(line);
        if (bracket <= 0 || closing < 0 || !findUnescaped(numbers, closing + 3)) {
            return Optional.empty();
        }
        String request = line.substring(closing + 3, numbers.start());
        position = numbers.end();
        String referrer = quoted();
        String userAgent = quoted();
        return Optional.of(new AccessLogLine(
                address(line.substring(0, bracket)),
                line.substring(bracket + 2, closing),
                Escapes.remove(request),
                number(numbers.group(1)).isEmpty() ? 0 : Integer.parseInt(numbers.group(1)),
                number(numbers.group(2)),
                Escapes.remove(orEmpty(referrer)),
                Escapes.remove(orEmpty(userAgent)),
                seconds()));
    }

    /** The value before identity and user; behind the virtual host in the format that begins with it. */
    private static String address(String start) {
        String[] words = start.split(" +");
        boolean hostFirst = words.length > 3 && !isAddress(words[0]) && isAddress(words[1]);
        String address = words[hostFirst ? 1 : 0];
        return address.endsWith(",") ? address.substring(0, address.length() - 1) : address;
    }

    /** Longer words are none, and would keep the pattern busy. */
    private static boolean isAddress(String word) {
        return word.length() <= LONGEST_ADDRESS && ADDRESS.matcher(word).matches();
    }

    private boolean findUnescaped(Matcher matcher, int from) {
        int start = from;
        while (matcher.find(start)) {
            if (!isEscaped(matcher.start(), from)) {
                return true;
            }
            start = matcher.start() + 1;
        }
        return false;
    }

    /** The next value in quotes; empty, and nothing passed, if there is none. */
    private String quoted() {
        if (!line.startsWith(" \"", position)) {
            return "";
        }
        int start = position + 2;
        int end = start;
        while (end < line.length() && !endsValue(end, start)) {
            end++;
        }
        position = Math.min(end + 1, line.length());
        return line.substring(start, end);
    }

    private boolean endsValue(int index, int start) {
        boolean last = index + 1 == line.length();
        return line.charAt(index) == '"' && (last || line.charAt(index + 1) == ' ') && !isEscaped(index, start);
    }

    /** Whether an odd number of backslashes stands before it. */
    private boolean isEscaped(int index, int from) {
        int backslash = index;
        while (backslash > from && line.charAt(backslash - 1) == '\\') {
            backslash--;
        }
        return (index - backslash) % 2 == 1;
    }

    private Optional<String> seconds() {
        Matcher seconds = SECONDS.matcher(line).region(position, line.length()).useTransparentBounds(true);
        return seconds.find() ? Optional.of(seconds.group()) : Optional.empty();
    }

    private static OptionalLong number(String text) {
        return text.equals(ABSENT) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    private static String orEmpty(String value) {
        return value.equals(ABSENT) ? "" : value;
    }
}
