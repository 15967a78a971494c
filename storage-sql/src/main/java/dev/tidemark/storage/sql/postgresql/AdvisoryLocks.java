package dev.tidemark.storage.sql.postgresql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The numbers of the locks that processes with one schema agree on, whatever else has locks in that database. Each is held by a transaction, and ends with it.
 *
 * @param schema whose tables they are about
 */
public record AdvisoryLocks(String schema) {

    /** Held by who changes the schema. */
    public long migration() {
        return number("migration");
    }

    /** Held shared by who writes a batch, from before it has a number to its end; alone by who wants no batch to be on its way. */
    public long batches() {
        return number("batches");
    }

    /** Held by who makes a part of a table. */
    public long partitions() {
        return number("partitions");
    }

    /** Held by who deletes old events, or keeps them otherwise than they came. */
    public long ageing() {
        return number("ageing");
    }

    /** Held by who brings what is derived from events up to date, beyond transactions. */
    public long refresh() {
        return number("refresh");
    }

    private long number(String purpose) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("tidemark " + schema + " " + purpose).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
