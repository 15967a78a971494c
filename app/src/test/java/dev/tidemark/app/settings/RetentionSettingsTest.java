package dev.tidemark.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionSettingsTest {

    private static final Map<String, String> CLICKHOUSE = Map.of("TIDEMARK_STORAGE_TYPE", "clickhouse");

    @Test
    void everythingIsKeptUnlessSaidOtherwise() {
        assertThat(Settings.load(CLICKHOUSE).retention())
                .isEqualTo(new RetentionSettings(RetentionPolicy.KEEP_EVERYTHING, Optional.empty()));
    }

    @Test
    void agesComeFromTheEnvironmentAndThoseOfTypesFromTheFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("server.yml"), """
                tidemark:
                  lifetimes:
                    - {event_type: ticket_sale, delete_after: never}
                    - {event_type: page_view, delete_after: 30d}
                """);
        RetentionSettings settings = load(Map.of(
                        "TIDEMARK_CONFIG", file.toString(),
                        "TIDEMARK_RETENTION_HOT", "30d",
                        "TIDEMARK_RETENTION_DELETE_AFTER", "730d",
                        "TIDEMARK_STORAGE_COLD_VOLUME", "slow"))
                .retention();
        assertThat(settings.coldVolume()).contains("slow");
        assertThat(settings.policy())
                .isEqualTo(new RetentionPolicy(
                        new Lifetimes(Duration.ofDays(30), Duration.ofDays(730), Duration.ofDays(730)),
                        Map.of("ticket_sale", lasting(Lifetimes.FOREVER), "page_view", lasting(Duration.ofDays(30)))));
    }

    @Test
    void theEmbeddedStoreKeepsEverything() {
        assertThat(problems(Map.of("TIDEMARK_STORAGE_TYPE", "embedded", "TIDEMARK_RETENTION_DELETE_AFTER", "90d")))
                .containsExactly(
                        "TIDEMARK_RETENTION_DELETE_AFTER is '90d', expected nothing: the embedded store keeps all events as they are; leave it out, or choose another store");
    }

    @Test
    void citusKeepsColdEventsOnTheDiskWhereTheyAre() {
        Map<String, String> citus = Map.of(
                "TIDEMARK_STORAGE_TYPE", "citus",
                "TIDEMARK_STORAGE_URL", "postgresql://db:5432/events",
                "TIDEMARK_RETENTION_COLD", "90d");
        assertThat(load(citus).retention().policy().standard().cold()).isEqualTo(Duration.ofDays(90));
        Map<String, String> withHot = new HashMap<>(citus);
        withHot.put("TIDEMARK_RETENTION_HOT", "30d");
        assertThat(problems(withHot)).singleElement().asString().contains("TIDEMARK_RETENTION_HOT", "one kind of disk");
    }

    @Test
    void agesAreWholeDaysThatDoNotShrinkAndAVolumeGoesWithOne() {
        assertThat(problems(Map.of("TIDEMARK_RETENTION_DELETE_AFTER", "36h")))
                .containsExactly(
                        "TIDEMARK_RETENTION_DELETE_AFTER is '36h': expected whole days such as 90d, up to 36500d, or nothing");
        assertThat(problems(Map.of("TIDEMARK_RETENTION_COLD", "90d", "TIDEMARK_RETENTION_DELETE_AFTER", "60d")))
                .containsExactly(
                        "TIDEMARK_RETENTION_DELETE_AFTER is '60d', expected no less than TIDEMARK_RETENTION_COLD");
        assertThat(problems(Map.of("TIDEMARK_RETENTION_HOT", "90d")))
                .containsExactly(
                        "TIDEMARK_STORAGE_COLD_VOLUME is not set, expected the name of a volume for what is older than TIDEMARK_RETENTION_HOT");
    }

    @Test
    void aTypeIsListedOnceWithALifetime(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("server.yml"), """
                tidemark: {lifetimes: [{event_type: sale, delete_after: 1d}, {event_type: sale, delete_after: 2d}]}""");
        assertThat(problems(Map.of("TIDEMARK_CONFIG", file.toString())))
                .containsExactly(
                        "tidemark.lifetimes in server.yml[1], event_type is 'sale', expected a type that is not listed before");
    }

    private static Lifetimes lasting(Duration age) {
        return new Lifetimes(age, age, age);
    }

    private static List<String> problems(Map<String, String> environment) {
        return catchThrowableOfType(SettingsException.class, () -> load(environment))
                .problems();
    }

    private static Settings load(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(CLICKHOUSE);
        all.putAll(environment);
        return Settings.load(all);
    }
}
