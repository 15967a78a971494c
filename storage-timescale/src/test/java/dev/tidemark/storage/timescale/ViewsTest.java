package dev.tidemark.storage.timescale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.testkit.engine.TimescaleEdition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The queries of docs/timescale.md, as they stand there. */
class ViewsTest {

    private static final String PROJECT = "123e4567-e89b-12d3-a456-426614174000";

    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);

    @ParameterizedTest
    @EnumSource(TimescaleEdition.class)
    void queriesOfTheMetricsViewsGiveWhatTheyAreNamedFor(TimescaleEdition edition) {
        try (TemporaryStore store = new TemporaryStore(edition);
                TimescaleStorage storage = TimescaleStorage.prepare(store.settings(), List.of())) {
            Instant weekAgo = today.minus(Duration.ofDays(7));
            storage.eventWriter()
                    .append(new EventBatch(List.of(
                            event(weekAgo, "ann", "ios"),
                            event(weekAgo.plusSeconds(60), "ann", "ios"),
                            event(weekAgo.plusSeconds(120), "bob", "android"),
                            event(today, "ann", "ios"))));
            assertThat(store.texts("""
                            SELECT cohort_users || ' ' || retained_users || ' ' || retention_rate
                            FROM get_retention_rate('%s'::UUID, CURRENT_DATE - 7, 7)""".formatted(PROJECT))).isEqualTo(List.of("2 1 50.00"));
            assertThat(store.texts("""
                            SELECT day::date - CURRENT_DATE || ' ' || platform || ' ' || users || ' ' || sessions || ' '
                                || ROUND(events::NUMERIC / sessions, 2)
                            FROM daily_platform_metrics
                            WHERE project_id = '%s'
                              AND day >= CURRENT_DATE - 30
                            ORDER BY day DESC, platform""".formatted(PROJECT)))
                    .isEqualTo(List.of("0 ios 1 1 1.00", "-7 android 1 1 1.00", "-7 ios 1 1 2.00"));
            assertThat(store.texts("""
                            SELECT unique_users
                            FROM hourly_metrics
                            WHERE project_id = '%s'
                              AND hour >= NOW() - INTERVAL '30 days'
                            ORDER BY hour""".formatted(PROJECT))).isEqualTo(List.of("2", "1"));
            for (String view : List.of("daily_metrics", "daily_screen_views", "daily_country_metrics")) {
                assertThat(store.number("SELECT count(*) FROM " + view)).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TimescaleEdition.class)
    void aTableOfTheSameNameStays(TimescaleEdition edition) {
        try (TemporaryStore store = new TemporaryStore(edition)) {
            TimescaleStorage.prepare(store.settings(), List.of()).close();
            store.execute("DROP VIEW hourly_metrics");
            store.execute("CREATE TABLE hourly_metrics AS SELECT 7 AS own");
            TimescaleStorage.prepare(store.settings(), List.of()).close();
            assertThat(store.number("SELECT own FROM hourly_metrics")).isEqualTo(7);
        }
    }

    private static Event event(Instant timestamp, String user, String platform) {
        return Event.builder(Samples.TENANT)
                .set(Field.EVENT_ID, UUID.randomUUID())
                .set(Field.EVENT_TYPE, "screen_view")
                .set(Field.TIMESTAMP, timestamp)
                .set(Field.RECEIVED_AT, timestamp)
                .set(Field.APP_ID, PROJECT)
                .set(Field.USER_ID, user)
                .set(Field.SESSION_ID, user + timestamp.truncatedTo(ChronoUnit.DAYS))
                .set(Field.PLATFORM, platform)
                .set(Field.COUNTRY, "DE")
                .set(Field.SCREEN_NAME, "Home")
                .build();
    }
}
