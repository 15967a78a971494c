package dev.tidemark.storage.citus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.testkit.contract.MixedHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that grow old: they go once they are counted, rollups go on counting them, and nobody takes what is gone for what never was. */
class RetentionTest {

    private static final RetentionPolicy A_DAY = policy(Duration.ofDays(1), Map.of());

    private final TemporaryStore place = new TemporaryStore();

    @AfterEach
    void remove() {
        place.close();
    }

    @Test
    void oldEventsGoAndRollupsGoOnCountingThem() {
        try (CitusStorage storage = open(RetentionPolicy.KEEP_EVERYTHING)) {
            storage.eventWriter().append(MixedHistory.batch(0, 200));
            storage.following().follow();
        }
        long counted = rows("SELECT sum(events) FROM activity_1d");
        try (CitusStorage storage = open(A_DAY)) {
            storage.expiry().deleteOld();
            assertThat(rows("SELECT count(*) FROM events")).isZero();
            assertThat(rows("SELECT count(*) FROM pg_inherits WHERE inhparent = to_regclass('events')"))
                    .isZero();
            assertThat(rows("SELECT sum(events) FROM activity_1d")).isEqualTo(counted);
            assertThat(storage.keptSince()).isPresent();
        }
    }

    @Test
    void whatIsNotCountedYetStays() {
        try (CitusStorage storage = CitusStorage.prepare(place.settings(), BuiltInRollups.all())) {
            storage.eventWriter().append(MixedHistory.batch(0, 200));
        }
        try (CitusStorage storage = CitusStorage.prepare(place.settings().withRetention(A_DAY), BuiltInRollups.all())) {
            storage.expiry().deleteOld();
            assertThat(rows("SELECT count(*) FROM events")).isEqualTo(200);
            storage.following().follow();
            storage.expiry().deleteOld();
            assertThat(rows("SELECT count(*) FROM events")).isZero();
        }
    }

    @Test
    void typesThatLiveLongerStay() {
        try (CitusStorage storage = open(RetentionPolicy.KEEP_EVERYTHING)) {
            storage.eventWriter().append(MixedHistory.batch(0, 200));
            storage.following().follow();
        }
        Map<String, Lifetimes> sales = Map.of("ticket_sale", lasting(Lifetimes.FOREVER));
        try (CitusStorage storage = open(policy(Duration.ofDays(1), sales))) {
            storage.expiry().deleteOld();
            assertThat(rows("SELECT count(*) FROM events")).isEqualTo(50);
            assertThat(rows("SELECT count(*) FROM events WHERE event_type = 'ticket_sale'"))
                    .isEqualTo(50);
        }
    }

    @Test
    void typesThatLiveShorterGo() {
        try (CitusStorage storage = open(RetentionPolicy.KEEP_EVERYTHING)) {
            storage.eventWriter().append(MixedHistory.batch(0, 200));
            storage.following().follow();
        }
        Map<String, Lifetimes> views = Map.of("screen_view", lasting(Duration.ofDays(1)));
        try (CitusStorage storage = open(policy(Lifetimes.FOREVER, views))) {
            storage.expiry().deleteOld();
            storage.expiry().deleteOld();
            assertThat(rows("SELECT count(*) FROM events")).isEqualTo(150);
        }
    }

    @Test
    void anEventThatIsTooOldToBeToldFromOneThatWasDeletedIsRefused() {
        open(A_DAY).close();
        try (Storage storage = open(RetentionPolicy.KEEP_EVERYTHING)) {
            assertThatThrownBy(() -> storage.eventWriter().append(MixedHistory.batch(0, 10)))
                    .isInstanceOfSatisfying(StorageException.class, refused -> assertThat(refused.category())
                            .isEqualTo(Category.REFUSED))
                    .hasMessageContaining("older events of type");
        }
    }

    @Test
    void aNewRollupClaimsNothingOfTheTimeWhoseEventsMayBeGone() {
        List<RollupDefinition> first = BuiltInRollups.all().subList(0, 1);
        place.open(first).close();
        CitusStorage.open(place.settings().withRetention(policy(Duration.ofDays(30), Map.of())), first)
                .close();
        try (Storage storage = open(RetentionPolicy.KEEP_EVERYTHING)) {
            Instant since = storage.keptSince().orElseThrow();
            assertThat(storage.rollups().get(0).complete().getFirst().from()).isEqualTo(Instant.EPOCH);
            assertThat(storage.rollups().get(1).complete().getFirst().from())
                    .isBetween(since, since.plus(Duration.ofDays(1)));
        }
    }

    private CitusStorage open(RetentionPolicy policy) {
        return CitusStorage.open(place.settings().withRetention(policy), BuiltInRollups.all());
    }

    private long rows(String select) {
        try (PostgreSql server = PostgreSql.connect(place.settings().server())) {
            return server.read("counting", connection -> Statements.rows(connection, select, row -> row.getLong(1))
                    .getFirst());
        }
    }

    private static Lifetimes lasting(Duration age) {
        return new Lifetimes(age, age, age);
    }

    private static RetentionPolicy policy(Duration age, Map<String, Lifetimes> byType) {
        return new RetentionPolicy(lasting(age), byType);
    }
}
