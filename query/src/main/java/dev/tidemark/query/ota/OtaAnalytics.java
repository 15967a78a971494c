package dev.tidemark.query.ota;

import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.query.answer.Engines;
import dev.tidemark.query.answer.QueryLimits;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers questions about over-the-air updates. Safe for use by several threads. */
public final class OtaAnalytics {

    private final Engines engines;
    private final QueryLimits limits;
    private final Clock clock;

    public OtaAnalytics(Engines engines, QueryLimits limits, Clock clock) {
        this.engines = engines;
        this.limits = limits;
        this.clock = clock;
    }

    /** What there is to know; the name is the last step of the path {@code /analytics/…}. */
    public enum Topic {
        ADOPTION("adoption", Adoption::read),
        VERSIONS("versions", Versions::read),
        ACTIVE_DEVICES("active-devices", ActiveDevices::read),
        FAILURES("failures", Failures::read),
        PERFORMANCE("performance", Performance::read);

        private final String name;
        private final Function<UpdateReader, Object> data;

        Topic(String name, Function<UpdateReader, Object> data) {
            this.name = name;
            this.data = data;
        }

        String path() {
            return "/analytics/" + name;
        }
    }

    /**
     * The answer as JSON in UTF-8.
     *
     * @param parameters every value given, by name
     * @throws dev.tidemark.query.mistake.QueryMistakeException at the first mistake in the parameters, or if there is too much to tell
     * @throws dev.tidemark.query.mistake.ForeignTenantException if a parameter names another tenant
     * @throws dev.tidemark.domain.storage.StorageException if the store cannot answer now, or not in time
     */
    public byte[] answer(Topic topic, Map<String, List<String>> parameters, TenantId tenant) {
        OtaRequest request = OtaParameters.read(topic.path(), parameters, tenant, clock.instant());
        return OtaJson.write(topic.data.apply(new UpdateReader(request, engines.query(), engines.behavior(), limits)));
    }
}
