package dev.tidemark.query.http;

import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.parse.BehaviorParser;
import dev.tidemark.query.parse.QueryParser;
import dev.tidemark.query.report.BehaviorReportParser;
import dev.tidemark.query.report.ReportParser;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the core together. The server brings the stores, the limits and the clock. */
@Factory
final class QueryBeans {

    @Singleton
    QueryParser queryParser(QueryLimits limits, Clock clock) {
        return new QueryParser(limits, clock);
    }

    @Singleton
    ReportParser reportParser(QueryLimits limits, Clock clock) {
        return new ReportParser(limits, clock);
    }

    @Singleton
    BehaviorParser behaviorParser(QueryLimits limits, Clock clock) {
        return new BehaviorParser(limits, clock);
    }

    @Singleton
    BehaviorReportParser behaviorReportParser(QueryLimits limits, Clock clock) {
        return new BehaviorReportParser(limits, clock);
    }
}
