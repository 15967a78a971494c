package dev.tidemark.app.imports;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that other keys are derived from. Never printed. */
public final class Secret {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * @throws IllegalArgumentException if the text is empty
     */
    public Secret(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the salt is empty, expected a long random text");
        }
        key = new SecretKeySpec(text.strip().getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The key for one purpose, 32 bytes; keys of two purposes tell nothing of each other. */
    byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, missing);
        }
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
