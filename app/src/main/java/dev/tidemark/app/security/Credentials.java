package dev.tidemark.app.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpHeaders;
import java.util.Base64;
import java.util.Optional;

/**
 * The key of a request: {@code Authorization: Bearer KEY}, {@code X-Api-Key: KEY}, or HTTP Basic with the key as user name and
 * any password, which is how many event clients send it.
 */
final class Credentials {
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private Credentials() {}

    static Optional<ApiKey> of(HttpHeaders headers) {
        return Optional.ofNullable(headers.get(HttpHeaders.AUTHORIZATION))
                .flatMap(Credentials::authorization)
                .or(() -> Optional.ofNullable(headers.get("X-Api-Key")))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .map(ApiKey::new);
    }

    private static Optional<String> authorization(String header) {
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(header.substring(BEARER.length()));
        }
        if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return userName(header.substring(BASIC.length()).strip());
        }
        return Optional.empty();
    }

    private static Optional<String> userName(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), UTF_8);
            return Optional.of(pair.substring(0, pair.indexOf(':') < 0 ? pair.length() : pair.indexOf(':')));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
