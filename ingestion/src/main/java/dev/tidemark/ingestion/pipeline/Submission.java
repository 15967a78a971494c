package dev.tidemark.ingestion.pipeline;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.decode.BodyFormat;
import java.util.Optional;

/**
 * A body of events as it came in.
 *
 * @param tenant whose events they are
 * @param source through which entrance it came, kept with dead letters: {@code http}, a file's name
 * @param body in UTF-8; not to be changed afterwards
 * @param sentAt when its client says it was sent, where that is said beside the body
 * @param allowance what its sender may send
 * @param awaited whether somebody waits for its events to be stored
 */
@SuppressWarnings("ArrayRecordComponent") // handed over by the entrance for good
public record Submission(
        TenantId tenant,
        String source,
        BodyFormat format,
        byte[] body,
        Optional<String> sentAt,
        Allowance allowance,
        boolean awaited) {

    public Submission {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(source, "source is null");
        requireNonNull(format, "format is null");
        requireNonNull(body, "body is null");
        requireNonNull(sentAt, "sentAt is null");
        requireNonNull(allowance, "allowance is null");
    }

    /** Nobody waits for its events, nothing is known besides, and its sender is not limited. */
    public Submission(TenantId tenant, String source, BodyFormat format, byte[] body) {
        this(tenant, source, format, body, Optional.empty(), Allowance.UNLIMITED, false);
    }
}
