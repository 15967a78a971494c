package dev.tidemark.query.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.answer.Question;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Reads queries of one tenant at one time. */
final class Ask {

    static final TenantId TENANT = new TenantId("acme");
    static final Instant NOW = Instant.parse("2026-03-15T10:20:30.456Z");
    static final QueryLimits LIMITS = new QueryLimits(Duration.ofSeconds(30), 5_000, 10_000, 2);

    private Ask() {}

    static Question query(String json) {
        return new QueryParser(LIMITS, Clock.fixed(NOW, ZoneOffset.UTC)).parse(json.getBytes(UTF_8), TENANT);
    }
}
