package dev.tidemark.query.ota;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.domain.storage.Storage;
import dev.tidemark.query.answer.Engines;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.ota.OtaAnalytics.Topic;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a store as an entrance would. */
record OtaAsk(Storage storage, QueryLimits limits) {

    OtaAsk(Storage storage) {
        this(storage, QueryLimits.DEFAULT);
    }

    /** @param parameters each {@code name=value} */
    String answer(Topic topic, String... parameters) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            values.computeIfAbsent(parameter.substring(0, equals), name -> new ArrayList<>())
                    .add(parameter.substring(equals + 1));
        }
        OtaAnalytics analytics =
                new OtaAnalytics(Engines.of(storage, limits), limits, Clock.fixed(OtaHistory.NOW, ZoneOffset.UTC));
        return new String(analytics.answer(topic, values, OtaHistory.TENANT), UTF_8);
    }

    /** JSON as answers are written, of JSON as people lay it out; its texts hold no spaces. */
    static String compact(String json) {
        return json.replaceAll("\\s", "");
    }
}
