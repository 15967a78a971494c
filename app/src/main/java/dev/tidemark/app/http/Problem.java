package dev.tidemark.app.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What went wrong, as RFC 9457 ({@code application/problem+json}) has it. The type is always {@code about:blank}: status and
 * detail say it all.
 *
 * @param detail what was expected, what came, what to do
 * @param requestId finds the request in the server's log
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonProperty("request_id") String requestId) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(HttpStatus status, String detail, String requestId) {
        return new Problem("about:blank", status.getReason(), status.getCode(), detail, requestId);
    }
}
