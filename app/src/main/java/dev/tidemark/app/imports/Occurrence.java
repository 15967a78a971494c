package dev.tidemark.app.imports;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * One record among its equals.
 *
 * @param digest keyed hash of the content, 32 bytes
 * @param ordinal how many equal records stand before it in the input
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Occurrence(byte[] digest, int ordinal) {
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /** A UUID of version 8 (RFC 9562): 122 bits of the hash of both components. */
    UUID id() {
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(ByteBuffer.allocate(digest.length + Integer.BYTES)
                .put(digest)
                .putInt(ordinal)
                .array()));
        return new UUID((hash.getLong() & ~0xF000L) | VERSION_8, (hash.getLong() >>> 2) | VARIANT);
    }

    long fingerprint() {
        return fingerprint(digest);
    }

    static long fingerprint(byte[] digest) {
        return ByteBuffer.wrap(digest).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
