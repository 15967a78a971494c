package dev.tidemark.ingestion.decode;

/**
 * A value as sent, before it is known what it is for.
 *
 * @param text in the form a property has: canonical for numbers, cleaned for texts, never empty
 */
record Value(Kind kind, String text) {

    /** What it is in JSON. */
    enum Kind {
        TEXT("a text"),
        NUMBER("a number"),
        FLAG("true or false"),
        LIST("an array"),
        GROUP("an object");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        @Override
        public String toString() {
            return description;
        }
    }

    /** Whether it is a number, or a text that writes one. */
    boolean isNumber() {
        return kind == Kind.NUMBER || (kind == Kind.TEXT && Numbers.isDecimal(text));
    }
}
