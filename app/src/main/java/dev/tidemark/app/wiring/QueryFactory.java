package dev.tidemark.app.wiring;

import dev.tidemark.app.settings.QuerySettings;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.query.answer.QueryLimits;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** What questions may cost. */
@Factory
final class QueryFactory {
    @Singleton
    QueryLimits limits(Settings settings) {
        QuerySettings query = settings.query();
        return new QueryLimits(query.timeout(), query.maxRows(), QueryLimits.DEFAULT.maxGroups(), query.concurrent());
    }
}
