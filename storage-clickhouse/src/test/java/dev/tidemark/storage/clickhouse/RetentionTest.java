package dev.tidemark.storage.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.clickhouse.ClickHouseSettings.Ageing;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.testkit.contract.MixedHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that grow old: the table has the rules of the settings, and nobody takes what is gone for what never was. */
class RetentionTest {

    private static final Ageing A_MONTH = ageing(Duration.ofDays(30), Map.of());
    private static final Ageing A_DAY = ageing(Duration.ofDays(1), Map.of());

    private final TemporaryStore place = new TemporaryStore();

    @AfterEach
    void remove() {
        place.close();
    }

    @Test
    void theRulesOfTheTableFollowTheSettings() {
        open(A_MONTH).close();
        assertThat(create()).contains("toIntervalDay(37)", "ttl_only_drop_parts = 1");
        open(ageing(
                        Duration.ofDays(30),
                        Map.of("it's", lasting(Duration.ofDays(60)), "sale", lasting(Lifetimes.FOREVER))))
                .close();
        assertThat(create())
                .contains(
                        "toIntervalDay(67) WHERE event_type = 'it\\'s'",
                        "toIntervalDay(37) WHERE event_type NOT IN ('it\\'s', 'sale')",
                        "ttl_only_drop_parts = 0");
        open(Ageing.NONE).close();
        assertThat(create()).doesNotContain(" TTL ");
    }

    @Test
    void rulesThatAreThereAreNotSetAgain() {
        open(A_MONTH).close();
        long before = revision();
        open(A_MONTH).close();
        assertThat(revision()).isEqualTo(before);
    }

    @Test
    void anEventThatIsTooOldToBeToldFromOneThatWasDeletedIsRefused() {
        try (Storage storage = open(A_DAY)) {
            assertThatThrownBy(() -> storage.eventWriter().append(MixedHistory.batch(0, 10)))
                    .isInstanceOfSatisfying(StorageException.class, refused -> assertThat(refused.category())
                            .isEqualTo(Category.REFUSED))
                    .hasMessageContaining("older events of type");
        }
    }

    /** What was deleted by the lifetime of before is gone, however long the next one is. */
    @Test
    void soItIsAfterLifetimesHaveBeenGivenUp() {
        open(A_DAY).close();
        open(Ageing.NONE).close();
        try (Storage storage = open(Ageing.NONE)) {
            assertThatThrownBy(() -> storage.eventWriter().append(MixedHistory.batch(0, 10)))
                    .hasMessageContaining("older events of type");
        }
    }

    @Test
    void butNotOfTypesThatWereAlwaysKept() {
        Map<String, Lifetimes> kept = Map.of(
                "ticket_sale", lasting(Lifetimes.FOREVER),
                "screen_view", lasting(Lifetimes.FOREVER),
                "request", lasting(Lifetimes.FOREVER),
                "update_failed", lasting(Lifetimes.FOREVER));
        open(ageing(Duration.ofDays(1), kept)).close();
        try (Storage storage = open(ageing(Duration.ofDays(2), kept))) {
            storage.eventWriter().append(MixedHistory.batch(0, 10));
            assertThat(MixedHistory.counts(storage)).containsExactly(10L, 10L);
        }
    }

    @Test
    void oldEventsGoAndRollupsGoOnCountingThem() {
        try (Storage storage = open(Ageing.NONE)) {
            storage.eventWriter().append(MixedHistory.batch(0, 200));
        }
        try (Storage storage = open(A_DAY);
                Server server = new Server(place.layout())) {
            server.execute(
                    "waiting for old events to go",
                    "OPTIMIZE TABLE events FINAL SETTINGS mutations_sync = 1, alter_sync = 2");
            assertThat(rows("events", server)).isZero();
            assertThat(rows("activity_1d", server)).isPositive();
            assertThat(storage.keptSince()).isPresent();
        }
    }

    @Test
    void aNewRollupClaimsNothingOfTheTimeWhoseEventsMayBeGone() {
        RollupDefinition first = BuiltInRollups.all().get(0);
        RollupDefinition second = BuiltInRollups.all().get(1);
        place.open(List.of(first)).close();
        Instant before = Instant.now();
        open(A_MONTH, List.of(first)).close();
        try (Storage storage = open(Ageing.NONE, List.of(first, second))) {
            Instant since = storage.keptSince().orElseThrow();
            assertThat(since).isBetween(before.minus(Duration.ofDays(31)), before.minus(Duration.ofDays(29)));
            assertThat(from(storage.rollups().get(0))).isEqualTo(Instant.EPOCH);
            assertThat(from(storage.rollups().get(1))).isBetween(since, since.plus(Duration.ofDays(1)));
        }
    }

    @Test
    void aStoreThatNeverDeletedHasEverything() {
        try (Storage storage = open(Ageing.NONE)) {
            assertThat(storage.keptSince()).isEmpty();
        }
    }

    @Test
    void aVolumeThatIsNotThereIsTold() {
        Ageing cold = new Ageing(A_MONTH.policy(), Optional.of("slow"));
        assertThatThrownBy(() -> open(cold)).hasMessageContaining("has no volume 'slow'");
    }

    private static Instant from(RollupCoverage coverage) {
        return coverage.complete().getFirst().from();
    }

    private static Lifetimes lasting(Duration age) {
        return new Lifetimes(age, age, age);
    }

    private static Ageing ageing(Duration age, Map<String, Lifetimes> byType) {
        return new Ageing(new RetentionPolicy(lasting(age), byType), Optional.empty());
    }

    private Storage open(Ageing ageing) {
        return open(ageing, BuiltInRollups.all());
    }

    private Storage open(Ageing ageing, List<RollupDefinition> rollups) {
        return ClickHouseStorage.open(place.layout().settings().withAgeing(ageing), rollups);
    }

    private String create() {
        return text("SELECT create_table_query FROM system.tables WHERE database = {} AND name = 'events'");
    }

    /** Changes with every change of the table. */
    private long revision() {
        return text("SELECT toString(metadata_modification_time) FROM system.tables WHERE database = {} AND name = 'events'")
                .hashCode();
    }

    private String text(String select) {
        try (Server server = new Server(place.layout())) {
            return server.rows(
                            "looking at the table",
                            Fragment.of(
                                    select,
                                    Fragment.value(place.layout().settings().database())),
                            row -> row.presentText(1))
                    .getFirst();
        }
    }

    private static long rows(String table, Server server) {
        return server.rows("counting", Fragment.of("SELECT count() FROM " + table), row -> row.number(1))
                .getFirst();
    }
}
