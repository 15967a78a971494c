package dev.tidemark.query.ota;

import static dev.tidemark.query.ota.OtaAnalytics.Topic.ACTIVE_DEVICES;
import static dev.tidemark.query.ota.OtaAnalytics.Topic.ADOPTION;
import static dev.tidemark.query.ota.OtaAnalytics.Topic.FAILURES;
import static dev.tidemark.query.ota.OtaAnalytics.Topic.PERFORMANCE;
import static dev.tidemark.query.ota.OtaAnalytics.Topic.VERSIONS;
import static dev.tidemark.query.ota.OtaAsk.compact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.mistake.QueryMistakeException;
import dev.tidemark.query.ota.OtaAnalytics.Topic;
import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers of {@link OtaHistory}, worked out by hand. */
class OtaAnalyticsTest {

    private final OtaAsk history = new OtaAsk(OtaHistory.threeDays());

    /** d1 on the 13th, d2 on the 14th and d4 on the 15th installed; d2 failed twice and d5 once: 3 of 6 attempts. */
    @Test
    void adoptionCountsFinishedAttemptsByTheHour() {
        assertThat(history.answer(ADOPTION, "days=3")).isEqualTo(compact("""
                {"data": {
                  "total_updates": 6, "successful_updates": 3, "failed_updates": 3, "success_rate": 50.00,
                  "hourly_installs": [
                    {"hour": "2026-03-13T09:00:00Z", "installs": 1, "failures": 1},
                    {"hour": "2026-03-14T10:00:00Z", "installs": 1, "failures": 1},
                    {"hour": "2026-03-15T08:00:00Z", "installs": 1, "failures": 0},
                    {"hour": "2026-03-15T09:00:00Z", "installs": 0, "failures": 1}
                  ]
                }}"""));
    }

    /** On iOS d2 installed at the third attempt and d5 failed: 1 of 4. On Android d1 and d4 installed. */
    @Test
    void adoptionCanBeBrokenDown() {
        assertThat(data(ADOPTION, "days=3", "segment=device_os").path("groups").toString())
                .isEqualTo(compact("""
                        [{"device_os": "iOS", "total_updates": 4, "successful_updates": 1, "failed_updates": 3, "success_rate": 25.0},
                         {"device_os": "Android", "total_updates": 2, "successful_updates": 2, "failed_updates": 0, "success_rate": 100.0}]"""));
    }

    /** The one day more has d6, which installed in the last millisecond of the 12th. */
    @Test
    void daysAreTodayAndThoseBeforeIt() {
        assertThat(data(ADOPTION, "days=4").path("successful_updates").asInt()).isEqualTo(4);
        assertThat(data(ADOPTION).path("successful_updates").asInt()).isEqualTo(4);
        assertThat(data(ADOPTION, "days=1").path("successful_updates").asInt()).isEqualTo(1);
    }

    /** More hours than one question may have buckets. */
    @Test
    void tenYearsCanBeAskedFor() {
        assertThat(data(ADOPTION, "days=3650").path("successful_updates").asInt())
                .isEqualTo(4);
        assertThat(data(ACTIVE_DEVICES, "days=3650").path("daily_active_devices"))
                .hasSize(3650);
    }

    /** d1 and d2 installed 1.1.0; d3 cancelled and stays at 0.9.8; d4 went back to 1.0.0; d5 told no version. */
    @Test
    void versionsAreThoseOfTheLatestEvents() {
        assertThat(history.answer(VERSIONS, "days=3")).isEqualTo(compact("""
                {"data": {
                  "versions": [
                    {"version": "1.1.0", "device_count": 2, "percentage": 50.0},
                    {"version": "0.9.8", "device_count": 1, "percentage": 25.0},
                    {"version": "1.0.0", "device_count": 1, "percentage": 25.0}
                  ],
                  "total_devices": 4
                }}"""));
    }

    /** Android are d1, d3 and d4; iOS is d2, d5 telling no version. */
    @Test
    void versionsCanBeBrokenDown() {
        assertThat(data(VERSIONS, "days=3", "segment=device_os").path("groups").toString())
                .isEqualTo(compact("""
                        [{"device_os": "Android", "versions": [
                           {"version": "0.9.8", "device_count": 1, "percentage": 33.3},
                           {"version": "1.0.0", "device_count": 1, "percentage": 33.3},
                           {"version": "1.1.0", "device_count": 1, "percentage": 33.3}], "total_devices": 3},
                         {"device_os": "iOS", "versions": [
                           {"version": "1.1.0", "device_count": 1, "percentage": 100.0}], "total_devices": 1}]"""));
        assertThat(data(VERSIONS, "days=3", "segment=target_version")
                        .path("groups")
                        .path(0)
                        .path("total_devices")
                        .asInt())
                .isEqualTo(4);
    }

    /** Each day two devices are active, but d2 on two of them: five, not six. */
    @Test
    void activeDevicesAreDistinctOverTheRange() {
        assertThat(history.answer(ACTIVE_DEVICES, "days=3")).isEqualTo(compact("""
                {"data": {
                  "active_devices": 5, "sessions": 4, "events": 14,
                  "daily_active_devices": [
                    {"date": "2026-03-13", "active_devices": 2, "events": 7},
                    {"date": "2026-03-14", "active_devices": 2, "events": 3},
                    {"date": "2026-03-15", "active_devices": 2, "events": 4}
                  ],
                  "event_types": [
                    {"event_type": "update_started", "device_count": 2, "count": 2},
                    {"event_type": "update_downloading", "device_count": 1, "count": 1},
                    {"event_type": "update_downloaded", "device_count": 1, "count": 1},
                    {"event_type": "update_installing", "device_count": 1, "count": 1},
                    {"event_type": "update_installed", "device_count": 3, "count": 3},
                    {"event_type": "update_failed", "device_count": 2, "count": 3},
                    {"event_type": "update_cancelled", "device_count": 1, "count": 1},
                    {"event_type": "rollback_started", "device_count": 1, "count": 1},
                    {"event_type": "rollback_completed", "device_count": 1, "count": 1}
                  ]
                }}"""));
        assertThat(data(ACTIVE_DEVICES, "days=3", "group_by=os").path("groups").toString())
                .isEqualTo(compact("""
                        [{"os": "Android", "active_devices": 3, "sessions": 3, "events": 9},
                         {"os": "iOS", "active_devices": 2, "sessions": 1, "events": 5}]"""));
    }

    /** Three failures on d2 and d5, each of another code and stage, the last of none. */
    @Test
    void failuresTellWhatWentWrongAndWhere() {
        assertThat(history.answer(FAILURES, "days=3")).isEqualTo(compact("""
                {"data": {
                  "total_failures": 3, "failure_rate": 50.00, "affected_devices": 2,
                  "total_cancellations": 1, "rollbacks_started": 1, "rollbacks_completed": 1,
                  "error_codes": [
                    {"error_code": "NETWORK_TIMEOUT", "count": 1, "percentage": 33.3, "device_count": 1},
                    {"error_code": "NO_SPACE", "count": 1, "percentage": 33.3, "device_count": 1},
                    {"error_code": null, "count": 1, "percentage": 33.3, "device_count": 1}
                  ],
                  "failure_stages": [
                    {"failure_stage": "downloading", "count": 1, "percentage": 33.3, "device_count": 1},
                    {"failure_stage": "installing", "count": 1, "percentage": 33.3, "device_count": 1},
                    {"failure_stage": null, "count": 1, "percentage": 33.3, "device_count": 1}
                  ],
                  "cancellation_reasons": [
                    {"cancellation_reason": "user_declined", "count": 1, "percentage": 100.0, "device_count": 1}
                  ],
                  "rollback_reasons": [
                    {"rollback_reason": "crash", "count": 1, "percentage": 100.0, "device_count": 1}
                  ],
                  "daily_failures": [
                    {"date": "2026-03-13", "failures": 1, "cancellations": 0, "rollbacks": 0},
                    {"date": "2026-03-14", "failures": 1, "cancellations": 1, "rollbacks": 0},
                    {"date": "2026-03-15", "failures": 1, "cancellations": 0, "rollbacks": 1}
                  ]
                }}"""));
    }

    /** d2 failed twice at 1.1.0; d5 named no target. */
    @Test
    void failuresCanBeGroupedByAnything() {
        assertThat(data(FAILURES, "days=3", "group_by=target_version,failure_stage")
                        .path("groups")
                        .toString())
                .isEqualTo(compact("""
                        [{"target_version": "1.1.0", "failure_stage": "downloading", "count": 1, "percentage": 33.3, "device_count": 1},
                         {"target_version": "1.1.0", "failure_stage": "installing", "count": 1, "percentage": 33.3, "device_count": 1},
                         {"target_version": null, "failure_stage": null, "count": 1, "percentage": 33.3, "device_count": 1}]"""));
        assertThat(data(FAILURES, "days=3", "segment=target_version")
                        .path("groups")
                        .toString())
                .isEqualTo(compact("""
                        [{"target_version": "1.1.0", "count": 2, "percentage": 66.7, "device_count": 1},
                         {"target_version": null, "count": 1, "percentage": 33.3, "device_count": 1}]"""));
    }

    /** Speeds of 20 and 30; installations of 120, 60 and 240 s, one a day. The download of 999 s is none. */
    @Test
    void performanceTellsPercentiles() {
        JsonNode all = data(PERFORMANCE, "days=3");

        assertSpread(all.path("download_speed_mbps"), 2, 25, 20, 20, 30);
        assertSpread(all.path("install_duration_seconds"), 3, 140, 60, 120, 240);
        assertThat(all.path("trends")).hasSize(3);
        assertThat(all.path("trends").path(1).path("date").asText()).isEqualTo("2026-03-14");
        assertSpread(all.path("trends").path(0).path("download_speed_mbps"), 2, 25, 20, 20, 30);
        assertSpread(all.path("trends").path(0).path("install_duration_seconds"), 1, 120, 120, 120, 120);
        assertSpread(all.path("trends").path(1).path("install_duration_seconds"), 1, 60, 60, 60, 60);
        assertThat(all.path("trends").path(1).path("download_speed_mbps").toString())
                .isEqualTo(
                        "{\"samples\":0,\"average\":null,\"p10\":null,\"p50\":null,\"p90\":null,\"p95\":null,\"p99\":null}");
    }

    /** Android has both speeds and the installations of d1 and d4, iOS the one of d2. */
    @Test
    void performanceCanBeBrokenDown() {
        JsonNode groups = data(PERFORMANCE, "days=3", "segment=device_os").path("groups");

        assertThat(groups).hasSize(2);
        assertThat(groups.path(0).path("device_os").asText()).isEqualTo("Android");
        assertSpread(groups.path(0).path("install_duration_seconds"), 2, 180, 120, 120, 240);
        assertSpread(groups.path(0).path("download_speed_mbps"), 2, 25, 20, 20, 30);
        assertThat(groups.path(1).path("device_os").asText()).isEqualTo("iOS");
        assertSpread(groups.path(1).path("install_duration_seconds"), 1, 60, 60, 60, 60);
    }

    /** d5 is of another team and names neither app nor version. */
    @Test
    void parametersRestrict() {
        assertThat(updates("org_id=web-team")).isEqualTo(1);
        assertThat(updates("org_id=web-team", "org_id=mobile-team")).isEqualTo(6);
        assertThat(updates("app_id=my-app")).isEqualTo(5);
        assertThat(updates("target_version=1.1.0")).isEqualTo(5);
        assertThat(updates("target_version=2.1.0")).isZero();
        assertThat(updates("tenant_id=acme")).isEqualTo(6);
    }

    @Test
    void whereThereIsNothingRatesAreAbsentAndListsEmpty() {
        assertThat(history.answer(ADOPTION, "app_id=none"))
                .isEqualTo("{\"data\":{\"total_updates\":0,\"successful_updates\":0,\"failed_updates\":0,"
                        + "\"success_rate\":null,\"hourly_installs\":[]}}");
        assertThat(history.answer(VERSIONS, "app_id=none", "segment=device_os"))
                .isEqualTo("{\"data\":{\"versions\":[],\"total_devices\":0,\"groups\":[]}}");
        assertThat(data(FAILURES, "app_id=none").path("failure_rate").isNull()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void everyTopicKnowsEveryParameter(Topic topic) {
        assertThat(data(
                                topic,
                                "tenant_id=acme",
                                "org_id=mobile-team",
                                "app_id=my-app",
                                "days=3",
                                "target_version=1.1.0",
                                "group_by=os_version,properties.channel")
                        .path("groups"))
                .hasSize(1)
                .allSatisfy(group -> assertThat(group.path("os_version").isNull()
                                && group.path("properties.channel").isNull())
                        .isTrue());
    }

    @Test
    void tooManyGroupsAreRefusedAndNotCut() {
        OtaAsk narrow = new OtaAsk(OtaHistory.threeDays(), new QueryLimits(Duration.ofSeconds(30), 100_000, 2, 8));

        for (Topic topic : new Topic[] {ADOPTION, VERSIONS, PERFORMANCE}) {
            assertThatExceptionOfType(QueryMistakeException.class)
                    .as(topic.path())
                    .isThrownBy(() -> narrow.answer(topic, "segment=device_id"))
                    .withMessageStartingWith("this question has more than 2 groups; ask for fewer days");
        }
    }

    private int updates(String... parameters) {
        String[] all = new String[parameters.length + 1];
        System.arraycopy(parameters, 0, all, 0, parameters.length);
        all[parameters.length] = "days=3";
        return data(ADOPTION, all).path("total_updates").asInt();
    }

    private static void assertSpread(JsonNode spread, int samples, double average, double p10, double p50, double p99) {
        assertThat(spread.path("samples").asInt()).isEqualTo(samples);
        assertThat(spread.path("average").asDouble()).isEqualTo(average);
        assertThat(spread.path("p10").asDouble()).isCloseTo(p10, Percentage.withPercentage(1.01));
        assertThat(spread.path("p50").asDouble()).isCloseTo(p50, Percentage.withPercentage(1.01));
        assertThat(spread.path("p99").asDouble()).isCloseTo(p99, Percentage.withPercentage(1.01));
    }

    private JsonNode data(Topic topic, String... parameters) {
        try {
            return new JsonMapper().readTree(history.answer(topic, parameters)).path("data");
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
