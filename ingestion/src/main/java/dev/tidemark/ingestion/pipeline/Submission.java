package dev.tidemark.ingestion.pipeline;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.decode.BodyFormat;

/**
 * A body of events as it came in.
 *
 * @param tenant whose events they are
 * @param source through which entrance it came, kept with dead letters: {@code http}, a file's name
 * @param body in UTF-8; not to be changed afterwards
 * @param awaited whether somebody waits for its events to be stored
 */
@SuppressWarnings("ArrayRecordComponent") // handed over by the entrance for good
public record Submission(TenantId tenant, String source, BodyFormat format, byte[] body, boolean awaited) {

    /** Nobody waits for its events. */
    public Submission(TenantId tenant, String source, BodyFormat format, byte[] body) {
        this(tenant, source, format, body, false);
    }

    public Submission {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(source, "source is null");
        requireNonNull(format, "format is null");
        requireNonNull(body, "body is null");
    }
}
