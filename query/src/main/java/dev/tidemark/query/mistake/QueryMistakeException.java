package dev.tidemark.query.mistake;

import static java.util.Objects.requireNonNull;

/** A question that cannot be answered because of how it is put; asked again, it fails again. */
public final class QueryMistakeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Mistake mistake;

    public QueryMistakeException(Mistake mistake) {
        super(requireNonNull(mistake, "mistake is null").detail());
        this.mistake = mistake;
    }

    public Mistake mistake() {
        return mistake;
    }
}
