package dev.tidemark.storage.sql;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Since when every event is there that the store took. What was deleted does not come back when lifetimes are made longer, or given up. So a store notes, for each type with a lifetime of its own
 * and for the rest, the moment up to which events may have been deleted by lifetimes of before, and the lifetime by which this goes on.
 */
public final class KeptSince {

    /** How long deleting an event waits beyond its lifetime: it may wait in the log, or be needed to complete its batch. */
    public static final Duration GRACE = Duration.ofDays(7);

    /** What has waited longer than this beyond its lifetime is refused, since whether it was stored before could no longer be told. */
    public static final Duration DELIVERABLE = Duration.ofDays(5);

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

    /** Where it is noted what lifetimes of before may have deleted, by the type of event; the rest is of the type that is empty. */
    public interface Notes<X extends Exception> {

        Map<String, Noted> read() throws X;

        void write(String type, Noted noted, Instant now) throws X;
    }

    /** Reads what is noted, and notes the lifetimes of now, before they are applied. */
    public static <X extends Exception> KeptSince note(RetentionPolicy policy, Notes<X> notes, InstantSource clock)
            throws X {
        Map<String, Noted> noted = notes.read();
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
            Noted current = new Noted(since, days);
            if (!current.equals(type.equals(REST) ? noted.getOrDefault(REST, Noted.NOTHING) : noted.get(type))) {
                notes.write(type, current, now);
            }
        }
        return new KeptSince(policy, clock, deletedBefore);
    }

    /** For all types together. Nothing where none was ever deleted. */
    public Optional<Instant> get() {
        Instant now = clock.instant();
        Instant byLifetimes = policy.shortestLifetime().map(now::minus).orElse(Instant.EPOCH);
        Instant latest = deletedBefore.values().stream().reduce(byLifetimes, KeptSince::later);
        return Optional.of(latest.truncatedTo(ChronoUnit.MILLIS)).filter(Instant.EPOCH::isBefore);
    }

    /** The start of the first day of UTC that is whole; that of time where nothing was ever deleted. */
    public Instant firstWholeDay() {
        return get().map(since -> since.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)))
                .orElse(Instant.EPOCH);
    }

    /**
     * Refuses a batch in which an event may have been stored and deleted before: it could not be recognised.
     *
     * @throws StorageException of category REFUSED
     */
    public void requireRecognisable(Iterable<Event> events) {
        Instant now = clock.instant();
        for (Event event : events) {
            Instant since = later(
                            now.minus(policy.lifetime(event.type())),
                            deletedBefore.getOrDefault(event.type(), deletedBefore.getOrDefault(REST, Instant.EPOCH)))
                    .minus(DELIVERABLE);
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

    /**
     * A lifetime and what had been deleted before it.
     *
     * @param since what lifetimes of before had deleted when this one began
     * @param days of the lifetime; 0 where nothing is deleted
     */
    public record Noted(Instant since, long days) {
        static final Noted NOTHING = new Noted(Instant.EPOCH, FOR_EVER);

        Instant deletedBefore(Instant now) {
            return days == FOR_EVER ? since : later(since, now.minus(Duration.ofDays(days)));
        }
    }
}
