package dev.tidemark.app.admin;

import static java.util.stream.Collectors.joining;

import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.query.answer.Stores;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns what an operator sends into checked values, or into 400. */
@Singleton
final class Inputs {
    private final JsonMapper json;

    Inputs(JsonMapper json) {
        this.json = json;
    }

    /** Reads a body, which is bytes here because that is what a compressed body has become. */
    <T> T read(byte[] body, Class<T> type) {
        try {
            return Optional.ofNullable(json.readValue(body, Argument.of(type)))
                    .orElseThrow(() -> bad("the body is null, expected a JSON object"));
        } catch (IOException e) {
            throw bad("the body is no such JSON object as expected: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    static TenantId tenant(@Nullable String text) {
        if (text == null) {
            throw bad("'tenant' is absent, expected a tenant's name, as in {\"tenant\":\"acme\"}");
        }
        try {
            return new TenantId(text);
        } catch (IllegalArgumentException e) {
            throw bad("" + e.getMessage());
        }
    }

    static KeyKind kind(@Nullable String text) {
        return Arrays.stream(KeyKind.values())
                .filter(kind -> kind.label().equals(text))
                .findFirst()
                .orElseThrow(() -> bad((text == null ? "'kind' is absent" : "'kind' is '" + text + "'")
                        + ", expected one of: "
                        + Arrays.stream(KeyKind.values()).map(KeyKind::label).collect(joining(", "))));
    }

    static RejectionCode code(String text) {
        return Arrays.stream(RejectionCode.values())
                .filter(code -> code.label().equals(text))
                .findFirst()
                .orElseThrow(() -> bad("'code' is '" + text + "', expected one of: "
                        + Arrays.stream(RejectionCode.values())
                                .map(RejectionCode::label)
                                .collect(joining(", "))));
    }

    static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw bad("'" + name + "' holds '" + text + "', expected a moment such as 2026-11-21T10:00:00Z");
        }
    }

    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw bad("'" + text + "' is no id, expected a UUID such as 0b8e0b52-58a3-4b5c-9c56-0f2ac1a2f7ab");
        }
    }

    /** The store of this name, or the primary if none is named. */
    static Storage store(Stores stores, Optional<String> name) {
        List<Storage> all = stores.all();
        return name.map(wanted -> all.stream()
                        .filter(store -> store.name().equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> bad("'store' is '" + wanted + "', expected one of: "
                                + all.stream().map(Storage::name).collect(joining(", ")))))
                .orElseGet(all::getFirst);
    }

    static HttpStatusException bad(String detail) {
        return new HttpStatusException(HttpStatus.BAD_REQUEST, detail);
    }

    static HttpStatusException noSuchTenant(String name) {
        return new HttpStatusException(
                HttpStatus.NOT_FOUND, "there is no tenant '" + name + "'; GET /v1/tenants lists them");
    }
}
