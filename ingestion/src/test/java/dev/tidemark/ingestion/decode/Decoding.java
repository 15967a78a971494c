package dev.tidemark.ingestion.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;

/** Decodes bodies of one tenant at one moment. */
final class Decoding {

    static final TenantId TENANT = new TenantId("acme-corp");
    static final Instant NOW = Instant.parse("2026-02-01T12:00:00.123Z");

    private static final EventDecoder DECODER =
            new EventDecoder(new DecoderLimits(100_000, 1000), new TimeOrderedIds(), EventCheck.NONE);

    private Decoding() {}

    static Decoded decode(String body) {
        return decode(body.getBytes(UTF_8), BodyFormat.DETECT);
    }

    static Decoded decode(byte[] body, BodyFormat format) {
        return DECODER.decode(body, format, TENANT, NOW);
    }

    static Decoded.Events events(String body) {
        return (Decoded.Events) decode(body);
    }

    /** The one event of a body. */
    static Event event(String body) {
        Decoded.Events decoded = events(body);
        assertThat(decoded.rejections()).isEmpty();
        assertThat(decoded.events()).hasSize(1);
        return decoded.events().getFirst();
    }

    /** An event of the type {@code t} with these members besides. */
    static Event eventWith(String members) {
        return event("{\"event_type\":\"t\"," + members + "}");
    }

    /** Why an event of the type {@code t} with these members besides is rejected. */
    static RejectionCode codeWith(String members) {
        return rejection("{\"event_type\":\"t\"," + members + "}").violation().code();
    }

    static Rejection rejection(String body) {
        Decoded.Events decoded = events(body);
        assertThat(decoded.events()).isEmpty();
        assertThat(decoded.rejections()).hasSize(1);
        return decoded.rejections().getFirst();
    }

    static List<RejectionCode> codes(Decoded.Events decoded) {
        return decoded.rejections().stream()
                .map(rejection -> rejection.violation().code())
                .toList();
    }
}
