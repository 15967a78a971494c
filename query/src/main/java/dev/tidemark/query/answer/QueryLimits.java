package dev.tidemark.query.answer;

import java.time.Duration;

/**
 * What one question may cost.
 *
 * @param timeout the longest a question may run, and how long it may run if it does not say
 * @param maxRows the most rows an answer may have
 * @param maxGroups the most groups that are read where the store cannot order or cut them itself
 * @param concurrent how many questions are answered at the same time; more wait their turn
 */
public record QueryLimits(Duration timeout, int maxRows, int maxGroups, int concurrent) {

    public static final QueryLimits DEFAULT = new QueryLimits(Duration.ofSeconds(30), 100_000, 200_000, 8);

    public QueryLimits {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout is " + timeout + ", expected more than zero");
        }
        requirePositive("maxRows", maxRows);
        requirePositive("maxGroups", maxGroups);
        requirePositive("concurrent", concurrent);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1 || value == Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 1 to 2147483646");
        }
    }
}
