package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Fragment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Since when every event is there that the store took. What was deleted does not come back when lifetimes are made longer, or given up. So the table {@code retention} has, for each type with a lifetime of its own
 * and for the rest, the moment up to which events may have been deleted by lifetimes of before, and the lifetime by which this goes on.
 */
final class KeptSince {

    private static final String SELECT = """
            SELECT event_type, toUnixTimestamp64Milli(deleted_before), lifetime_days
            FROM retention FINAL""";

    private static final String INSERT = """
            INSERT INTO retention (event_type, deleted_before, lifetime_days, revision)
            SELECT {}, fromUnixTimestamp64Milli({}, 'UTC'), {}, {}""";

    /** No type is empty. */
    private static final String REST = "";

    /** Days instead of a lifetime where nothing is deleted. */
    private static final long FOR_EVER = 0;

    private final RetentionPolicy policy;
    private final InstantSource clock;
    private final Map<String, Instant> deletedBefore;

    private KeptSince(RetentionPolicy policy, InstantSource clock, Map<String, Instant> deletedBefore) {
        this.policy = policy;
        this.clock = clock;
        this.deletedBefore = Map.copyOf(deletedBefore);
    }

    /** Reads what is noted, and notes the settings' lifetimes, before they are applied. */
    static KeptSince note(Server server, InstantSource clock) {
        RetentionPolicy policy = server.settings().ageing().policy();
        Map<String, Noted> noted = new HashMap<>();
        server.rows(
                "reading since when events are kept",
                Fragment.of(SELECT),
                row -> noted.put(row.presentText(1), new Noted(Instant.ofEpochMilli(row.number(2)), row.number(3))));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Instant> deletedBefore = new HashMap<>();
        TreeSet<String> types = new TreeSet<>(policy.byEventType().keySet());
        types.addAll(noted.keySet());
        types.add(REST);
        for (String type : types) {
            Noted before = noted.getOrDefault(type, noted.getOrDefault(REST, Noted.NOTHING));
            long days = days(type.equals(REST) ? policy.standard().archive() : policy.lifetime(type));
            Instant since = before.days == days ? before.since : before.deletedBefore(now);
            deletedBefore.put(type, since);
            if (!new Noted(since, days)
                    .equals(type.equals(REST) ? noted.getOrDefault(REST, Noted.NOTHING) : noted.get(type))) {
                write(server, type, since, days, now);
            }
        }
        return new KeptSince(policy, clock, deletedBefore);
    }

    private static void write(Server server, String type, Instant since, long days, Instant now) {
        server.execute(
                "noting since when events are kept",
                Fragment.of(
                        INSERT,
                        Fragment.value(type),
                        Fragment.value(since.toEpochMilli()),
                        Fragment.value(days),
                        Fragment.value(now.toEpochMilli())));
    }

    /** For all types together. Nothing where none was ever deleted. */
    Optional<Instant> get() {
        Instant now = clock.instant();
        Instant byLifetimes = policy.shortestLifetime().map(now::minus).orElse(Instant.EPOCH);
        Instant latest = deletedBefore.values().stream().reduce(byLifetimes, KeptSince::later);
        return Optional.of(latest.truncatedTo(ChronoUnit.MILLIS)).filter(Instant.EPOCH::isBefore);
    }

    /** The start of the first day of UTC that is whole; that of time where nothing was ever deleted. */
    Instant firstWholeDay() {
        return get().map(since -> since.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)))
                .orElse(Instant.EPOCH);
    }

    /**
     * Refuses a batch in which an event may have been stored and deleted before: it could not be recognised.
     *
     * @throws StorageException of category REFUSED
     */
    void requireRecognisable(Iterable<Event> events) {
        Instant now = clock.instant();
        for (Event event : events) {
            Instant since = later(
                            now.minus(policy.lifetime(event.type())),
                            deletedBefore.getOrDefault(event.type(), deletedBefore.getOrDefault(REST, Instant.EPOCH)))
                    .minus(Expiry.DELIVERABLE);
            if (event.timestamp().isBefore(since)) {
                throw new StorageException(
                        Category.REFUSED,
                        "timestamp is " + event.timestamp() + ", expected " + since + " or later: older events of type "
                                + event.type()
                                + " may have been deleted for their age, so it could not be told whether this is one of them",
                        null);
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static long days(Duration lifetime) {
        return lifetime.compareTo(Lifetimes.FOREVER) < 0 ? lifetime.toDays() : FOR_EVER;
    }

    /** @param since what lifetimes of before had deleted when this one began */
    private record Noted(Instant since, long days) {
        static final Noted NOTHING = new Noted(Instant.EPOCH, FOR_EVER);

        Instant deletedBefore(Instant now) {
            return days == FOR_EVER ? since : later(since, now.minus(Duration.ofDays(days)));
        }
    }
}
