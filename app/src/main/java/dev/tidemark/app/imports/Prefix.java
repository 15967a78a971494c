package dev.tidemark.app.imports;

/** A running hash over the records read so far: tells a file that has grown from one that was replaced. */
final class Prefix {
    private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

    private long hash;
    private long records;

    void add(Occurrence record) {
        hash = Long.rotateLeft((hash ^ record.fingerprint()) * ODD, 29);
        records++;
    }

    long hash() {
        return hash;
    }

    long records() {
        return records;
    }
}
