package dev.tidemark.app.security;

import static java.util.stream.Collectors.joining;

import dev.tidemark.domain.tenant.KeyKind;
import java.util.List;

/** A request that may not pass. */
public final class AccessDenied extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What the caller lacks. */
    public enum Reason {
        /** No key, or one that is not valid. */
        UNKNOWN_KEY,
        /** A valid key of another kind. */
        WRONG_KIND
    }

    private final Reason reason;
    private final String explanation;

    private AccessDenied(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.explanation = message;
    }

    public Reason reason() {
        return reason;
    }

    /** What was expected, what came, what to do; it holds no secret. */
    public String explanation() {
        return explanation;
    }

    static AccessDenied withoutKey(List<KeyKind> needed) {
        return new AccessDenied(
                Reason.UNKNOWN_KEY,
                "no key was sent, expected " + a(needed)
                        + " key; send it as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'");
    }

    static AccessDenied unknownKey(ApiKey key, List<KeyKind> needed) {
        return new AccessDenied(
                Reason.UNKNOWN_KEY,
                "key " + key.hint() + " is unknown or revoked, expected a valid " + names(needed) + " key");
    }

    static AccessDenied wrongKind(KeyKind sent, List<KeyKind> needed) {
        return new AccessDenied(
                Reason.WRONG_KIND, "the key sent is " + a(List.of(sent)) + " key, expected " + a(needed) + " key");
    }

    static AccessDenied closed() {
        return new AccessDenied(Reason.WRONG_KIND, "this route says of no kind of key that it opens it");
    }

    private static String a(List<KeyKind> kinds) {
        return (kinds.getFirst() == KeyKind.ADMIN ? "an " : "a ") + names(kinds);
    }

    private static String names(List<KeyKind> kinds) {
        return kinds.stream().map(KeyKind::label).collect(joining(" or "));
    }
}
