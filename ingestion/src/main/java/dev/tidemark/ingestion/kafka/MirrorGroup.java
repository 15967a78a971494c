package dev.tidemark.ingestion.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.tidemark.ingestion.mirror.Progress;
import dev.tidemark.ingestion.mirror.ProgressText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A mirror and the group of consumers that brings it up to date. With each offset the group saves how far the partition's share of the past is taken over.
 *
 * @param name of the mirror
 * @param group that delivers to it
 * @param stores says which store is filled from which; if it is not what it was, filling begins anew
 */
public record MirrorGroup(String name, String group, String stores) {
    /** Brokers take 4096 bytes with an offset. */
    private static final int DIGEST_BYTES = 16;

    public MirrorGroup {
        requireNonNull(name, "name is null");
        requireNonNull(group, "group is null");
        requireNonNull(stores, "stores is null");
    }

    /** How far a partition is, by what was saved with its offset; empty if that is not about these stores. */
    Optional<Progress> progress(String note) {
        return ProgressText.parse(note).filter(progress -> progress.stores().equals(digest()));
    }

    /** Of a partition of which nothing is taken over. */
    Progress begin() {
        return Progress.begin(digest());
    }

    private String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(stores.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each virtual machine has it
        }
    }
}
