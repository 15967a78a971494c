package dev.tidemark.app.mirrors;

import dev.tidemark.app.health.Health;
import dev.tidemark.app.health.HealthCheck;
import dev.tidemark.ingestion.delivery.DeliveryState;
import dev.tidemark.ingestion.mirror.MirrorState;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Looks at the mirrors, where there are any. The server is of use without them, so at worst they are a reason to look. */
@Singleton
@Requires(property = "tidemark.choice.mirrors", value = "true")
final class MirrorHealth implements HealthCheck {
    /** Far more than a batch waits when all is well. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private final Mirrors mirrors;
    private final Clock clock;

    MirrorHealth(Mirrors mirrors, Clock clock) {
        this.mirrors = mirrors;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "mirrors";
    }

    @Override
    public Health check() {
        var shown = new LinkedHashMap<String, Object>();
        var status = Health.Status.HEALTHY;
        for (MirroredStore mirror : mirrors.mirrors()) {
            MirrorState state = mirror.state();
            Duration age = state.oldest()
                    .map(oldest -> Duration.between(oldest, clock.instant()))
                    .orElse(Duration.ZERO);
            Health.Status own = status(mirror, state, age);
            status = status.worse(own);
            shown.put(mirror.name(), figures(own, mirror, state, age));
        }
        return new Health(status, shown);
    }

    private static Health.Status status(MirroredStore mirror, MirrorState state, Duration age) {
        boolean well = mirror.answer().trouble().isEmpty()
                && state.filled()
                && state.delivery().stream().allMatch(delivery -> delivery.status() == DeliveryState.Status.RUNNING)
                && age.compareTo(LATE) <= 0;
        return well ? Health.Status.HEALTHY : Health.Status.DEGRADED;
    }

    private static Map<String, Object> figures(
            Health.Status status, MirroredStore mirror, MirrorState state, Duration age) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("status", status.label());
        mirror.answer()
                .trouble()
                .ifPresentOrElse(
                        trouble -> figures.put("error", trouble),
                        () -> figures.put("response_time_ms", mirror.answer().milliseconds()));
        figures.put("filled", state.filled());
        figures.put("events_taken_over", state.taken());
        figures.put("events_to_take_over", state.total());
        state.delivery().ifPresent(delivery -> figures.put("delivery", describe(delivery)));
        mirror.follower().group().ifPresent(group -> figures.put("consumer_group", group));
        figures.put("lag", state.waiting());
        figures.put("oldest_age_seconds", age.toSeconds());
        return figures;
    }

    private static String describe(DeliveryState state) {
        String status = state.status().name().toLowerCase(Locale.ROOT);
        return state.message().isEmpty() ? status : status + ": " + state.message();
    }
}
