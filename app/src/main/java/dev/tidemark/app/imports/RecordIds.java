package dev.tidemark.app.imports;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives every record of one input an identity that depends on nothing but its content, its place among the records of the same
 * content, and a key. Reading the input again gives the same ids; so does reading it after it has grown.
 *
 * <p>The key matters where the content is personal: without it, nobody can find an address by trying all of them.
 */
public final class RecordIds {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;
    private final Optional<Repeats> repeats;

    /**
     * @param key of the hash; for contents that are not secret any constant will do
     * @param scope what keeps equal records apart besides their content: the values added to each of them
     */
    RecordIds(byte[] key, List<String> scope) {
        this(key, scope, Optional.of(new Repeats()));
    }

    private RecordIds(byte[] key, List<String> scope, Optional<Repeats> repeats) {
        this.repeats = repeats;
        mac = keyed(keyed(key).doFinal(String.join("\u001f", scope).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /** Of records that are never equal, since they bring ids of their own; nothing is remembered of them. */
    static RecordIds ofDistinct(byte[] key) {
        return new RecordIds(key, List.of(), Optional.empty());
    }

    /** The identity of the next record. To be asked once for each record, in the input's order. */
    Occurrence next(byte[] content) {
        byte[] digest = mac.doFinal(content);
        return new Occurrence(
                digest,
                repeats.map(counts -> counts.countBefore(Occurrence.fingerprint(digest)))
                        .orElse(0));
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, missing);
        }
    }
}
