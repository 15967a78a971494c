package dev.tidemark.domain.tenant;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * Names an isolated customer. One to 64 letters, digits, dots, underscores, colons and hyphens, so that it is safe in a log line, a
 * metric label and a file name alike.
 */
public record TenantId(String value) implements Comparable<TenantId> {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

    public TenantId {
        requireNonNull(value, "value is null");
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("tenant is '" + value
                    + "', expected 1 to 64 letters, digits, '.', '_', ':' or '-', the first a letter or digit");
        }
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
