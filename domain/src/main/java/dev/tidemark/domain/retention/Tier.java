package dev.tidemark.domain.retention;

/** Where data of some age is kept. */
public enum Tier {
    /** On the store's fastest disk. */
    HOT,
    /** On a slower disk. */
    COLD,
    /** Compressed, slower to read. */
    ARCHIVE,
    /** Deleted. */
    GONE
}
