package dev.tidemark.domain.tenant;

import java.util.Locale;

/** What a key allows: to send events, to ask questions, or to administer. Kinds do not include one another. */
public enum KeyKind {
    WRITE,
    READ,
    ADMIN;

    /** The kind as users see and write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
