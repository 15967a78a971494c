package dev.tidemark.ingestion.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.testkit.generate.StorageCase;
import dev.tidemark.testkit.generate.StorageCases;
import dev.tidemark.testkit.generate.Tenants;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class StoredEventPropertiesTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
    private static final String START =
            "{\"event_id\":\"00000000-0000-0000-0000-000000000001\",\"event_type\":\"a\",\"timestamp\":\"2026-01-01T00:00:00Z\",";
    private static final String WHOLE = START + "\"received_at\":\"2026-01-01T00:00:01.001Z\"";

    /** Refuses everything, as rules may. */
    private final EventDecoder decoder = new EventDecoder(
            DecoderLimits.DEFAULT,
            new TimeOrderedIds(),
            event -> Optional.of(new Violation(RejectionCode.RULE_VIOLATED, "no")));

    @Property
    void whatIsWrittenIsReadAsTheSameEvent(@ForAll(supplier = StorageCases.class) StorageCase sample)
            throws IOException {
        TenantId tenant = Tenants.fresh().get(0);
        List<Event> events = sample.history().stream()
                .map(draft -> draft.event(new Tenants(tenant.value().replace(".0", "")), sample.scene()))
                .filter(event -> event.tenant().equals(tenant))
                .toList();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try (StoredEventWriter writer = new StoredEventWriter(lines)) {
            events.forEach(writer::write);
        }
        if (!events.isEmpty()) {
            assertThat(decode(tenant, lines.toByteArray())).isEqualTo(new Decoded.Events(events, List.of()));
            assertThat(lines.toString(UTF_8).lines()).hasSameSizeAs(events);
        }
    }

    @Example
    void whatIsNotExactlySoIsRefusedAlone() {
        for (String wrong : List.of(
                START + "\"platform\":\"ios\"}",
                WHOLE + ",\"received_at\":\"2026-01-01T00:00:01.001Z\"}",
                WHOLE + ",\"tenant_id\":\"acme\"}",
                WHOLE + ",\"actor_id\":\"u1\"}",
                WHOLE + ",\"project_id\":\"alias\"}",
                WHOLE + ",\"unknown\":\"x\"}",
                WHOLE + ",\"platform\":1}",
                WHOLE + ",\"platform\":\"\"}",
                WHOLE + ",\"platform\":null}",
                WHOLE + ",\"platform\":\"a\\u0000\"}",
                WHOLE + ",\"platform\":\"\\ud800\"}",
                WHOLE + ",\"platform\":\"" + "x".repeat(129) + "\"}",
                WHOLE + ",\"quantity\":\"1\"}",
                WHOLE + ",\"quantity\":-1}",
                WHOLE + ",\"quantity\":1.5}",
                WHOLE + ",\"quantity\":9223372036854775808}",
                WHOLE + ",\"amount\":1.00001}",
                WHOLE + ",\"amount\":1e999999999}",
                WHOLE + ",\"amount\":123456789012345}",
                WHOLE + ",\"duration_ms\":1e999}",
                WHOLE + ",\"properties\":{\"a\":1}}",
                WHOLE + ",\"properties\":{\"a\":\"\"}}",
                WHOLE + ",\"properties\":{\"a\":\"1\",\"a\":\"2\"}}",
                WHOLE + ",\"properties\":[]}",
                WHOLE.replace("00:00:01.001Z", "00:00:01.0001Z") + "}",
                WHOLE.replace("2026-01-01T00:00:01.001Z", "yesterday") + "}",
                WHOLE.replace("2026-01-01T00:00:01.001Z", "2400-01-01T00:00:00Z") + "}",
                WHOLE.replace("00000000-0000-0000-0000-000000000001", "1") + "}",
                WHOLE + "} {}",
                WHOLE,
                "[]",
                "7")) {
            String body = WHOLE + "}\n\n" + wrong + "\n" + WHOLE + ",\"platform\":\"ios\"}";
            Decoded.Events decoded = (Decoded.Events) decode(ACME, body.getBytes(UTF_8));
            assertThat(decoded.events()).as(wrong).hasSize(2);
            assertThat(decoded.rejections()).singleElement().satisfies(rejection -> assertThat(rejection.index())
                    .isEqualTo(1));
        }
    }

    /** Clocks may have been wrong; what was stored once is taken back. */
    @Example
    void timesThatNoClientMaySendAreTakenBack() {
        String body = WHOLE.replace("2026-01-01T00:00:00Z", "2150-01-01T00:00:00Z") + "}\n"
                + WHOLE.replace("2026-01-01T00:00:00Z", "1970-01-01T00:00:00.001Z") + "}";
        Decoded.Events decoded = (Decoded.Events) decode(ACME, body.getBytes(UTF_8));
        assertThat(decoded.events()).hasSize(2);
    }

    /** As where events are kept for a while only. */
    @Example
    void whatIsAskedOfStoredEventsMayRefuseThem() {
        EventDecoder strict = new EventDecoder(
                DecoderLimits.DEFAULT,
                new TimeOrderedIds(),
                EventCheck.NONE,
                event -> Optional.of(new Violation(RejectionCode.EXPIRED, "too old")));
        Decoded.Events decoded =
                (Decoded.Events) strict.decode((WHOLE + "}").getBytes(UTF_8), BodyFormat.STORED, ACME, NOW);
        assertThat(decoded.events()).isEmpty();
        assertThat(decoded.rejections()).hasSize(1);
    }

    private Decoded decode(TenantId tenant, byte[] body) {
        return decoder.decode(body, BodyFormat.STORED, tenant, NOW);
    }
}
