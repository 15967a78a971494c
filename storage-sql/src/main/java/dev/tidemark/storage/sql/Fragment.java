package dev.tidemark.storage.sql;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of SQL and the values of its parameters. Text never holds anything a user sent; what users send is a value.
 *
 * @param text with one {@code ?} per value
 * @param values in the order of their parameters
 */
public record Fragment(String text, List<Object> values) {

    private static final String HOLE = "{}";

    public Fragment {
        values = List.copyOf(values);
    }

    /** SQL without parameters. */
    public static Fragment of(String text) {
        return new Fragment(text, List.of());
    }

    /** One parameter. */
    public static Fragment value(Object value) {
        return new Fragment("?", List.of(value));
    }

    /**
     * Fills the holes of a template, each written <code>{}</code>, in order.
     *
     * @throws IllegalArgumentException if there are more or fewer parts than holes
     */
    public static Fragment of(String template, Fragment... parts) {
        StringBuilder text = new StringBuilder(template.length() + 16 * parts.length);
        List<Object> values = new ArrayList<>();
        int from = 0;
        for (Fragment part : parts) {
            int hole = template.indexOf(HOLE, from);
            if (hole < 0) {
                throw new IllegalArgumentException(parts.length + " parts for too few holes in: " + template);
            }
            text.append(template, from, hole).append(part.text);
            values.addAll(part.values);
            from = hole + HOLE.length();
        }
        if (template.indexOf(HOLE, from) >= 0) {
            throw new IllegalArgumentException(parts.length + " parts for too many holes in: " + template);
        }
        return new Fragment(text.append(template, from, template.length()).toString(), values);
    }

    public static Fragment join(String separator, List<Fragment> parts) {
        return new Fragment(
                parts.stream().map(Fragment::text).collect(joining(separator)),
                parts.stream().flatMap(part -> part.values.stream()).toList());
    }

    /** Names the value of an expression. */
    public Fragment as(String alias) {
        return new Fragment(text + " AS " + alias, values);
    }
}
