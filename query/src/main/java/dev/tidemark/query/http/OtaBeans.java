package dev.tidemark.query.http;

import dev.tidemark.query.answer.BehaviorEngine;
import dev.tidemark.query.answer.QueryEngine;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.ota.OtaAnalytics;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts together what answers questions about over-the-air updates. */
@Factory
final class OtaBeans {

    @Singleton
    OtaAnalytics otaAnalytics(QueryEngine engine, BehaviorEngine behavior, QueryLimits limits, Clock clock) {
        return new OtaAnalytics(engine, behavior, limits, clock);
    }
}
