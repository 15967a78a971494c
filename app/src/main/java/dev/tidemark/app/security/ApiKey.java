package dev.tidemark.app.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.domain.tenant.KeyKind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A secret that opens entrances, in clear. It exists only while it is made, sent or checked; what is kept is its hash. A
 * generated key has 238 random bits, so a plain SHA-256 is enough: there is nothing to guess.
 */
public record ApiKey(String secret) {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_CHARACTERS = 40;
    private static final int HINT_CHARACTERS = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Makes a new key; its first characters show that it is ours and of which kind. */
    public static ApiKey generate(KeyKind kind) {
        var secret = new StringBuilder("tmk_").append(kind.label().charAt(0)).append('_');
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            secret.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new ApiKey(secret.toString());
    }

    /** The SHA-256 of the secret, 64 hexadecimal digits. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** What may be shown of it: enough to recognise a generated key, too little to use it. */
    public String hint() {
        return secret.substring(0, Math.min(HINT_CHARACTERS, secret.length() / 2)) + "…";
    }

    /** Never the secret, so that it cannot end in a log line. */
    @Override
    public String toString() {
        return hint();
    }
}
