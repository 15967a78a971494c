package dev.tidemark.app.imports;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Turns client addresses into anonymous ids: HMAC-SHA-256 with a secret, the first 128 bits in hexadecimal. */
final class Clients {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String IPV4_IN_IPV6 = "::ffff:";
    private static final int BYTES = 16;

    private final Mac mac;

    Clients(Secret salt) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt.derive("client"), ALGORITHM));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, missing);
        }
    }

    /** The same id for the same address, however it is written: letter case, and IPv4 as a part of IPv6, do not count. */
    String anonymousId(String address) {
        byte[] hash = mac.doFinal(plain(address).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    private static String plain(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        boolean mapped = lower.startsWith(IPV4_IN_IPV6) && lower.indexOf('.') > 0;
        return mapped ? lower.substring(IPV4_IN_IPV6.length()) : lower;
    }
}
