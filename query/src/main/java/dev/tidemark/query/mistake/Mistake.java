package dev.tidemark.query.mistake;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Text;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with a question.
 *
 * @param path where: {@code filter.and[0].eq[1]}
 * @param detail a sentence: where, what came, what was expected, and the name that was probably meant
 * @param allowed the names that may stand there, where it is one of a list; may be long
 * @param nearest of the allowed names the one that was probably meant
 */
public record Mistake(String path, String detail, List<String> allowed, Optional<String> nearest) {

    private static final int LONGEST_SHOWN = 300;

    public Mistake {
        path = Text.clean(requireNonNull(path, "path is null"));
        detail = Text.clean(requireNonNull(detail, "detail is null"));
        requireNonNull(nearest, "nearest is null");
        allowed = List.copyOf(allowed);
    }

    /** Something other than was expected. */
    public static Mistake of(String path, String found, String expected) {
        String place = shown(path);
        return new Mistake(place, place + " is " + found + ", expected " + expected, List.of(), Optional.empty());
    }

    /**
     * A name that is none of the allowed.
     *
     * @param name what came, as the user wrote it
     * @param found what came, as the sentence shows it
     */
    public static Mistake unknown(String path, String name, String found, String expected, Collection<String> allowed) {
        Optional<String> nearest = Nearest.to(name, allowed);
        String hint = nearest.map(meant -> "; did you mean '" + meant + "'?").orElse("");
        String place = shown(path);
        return new Mistake(
                place, place + " is " + found + ", expected " + expected + hint, List.copyOf(allowed), nearest);
    }

    public QueryMistakeException asException() {
        return new QueryMistakeException(this);
    }

    /** Names come from outside: they may be blank, invisible or endless. */
    private static String shown(String path) {
        String clean = Text.clean(path);
        String visible = clean.isBlank() ? '"' + clean + '"' : clean;
        return visible.length() <= LONGEST_SHOWN ? visible : visible.substring(0, LONGEST_SHOWN) + "…";
    }
}
