package dev.tidemark.testkit.contract;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Segment;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Events in a list that grow old as they do in a store, and rollups that are lists of the events which they count; with a mistake, or with none. */
final class AgeingList {

    private final AgeingFlaw flaw;
    private final List<Event> stored = new ArrayList<>();
    private final Set<EventKey> archived = new HashSet<>();
    private final Map<RollupDefinition, Counted> rollups = new HashMap<>();
    private List<RollupDefinition> wanted = List.of();
    private Instant keptSince = Instant.EPOCH;

    AgeingList(AgeingFlaw flaw) {
        this.flaw = flaw;
    }

    /** @param since of the time before this, it may lack events */
    record Counted(Instant since, List<Event> events) {}

    List<Event> stored() {
        return List.copyOf(stored);
    }

    /** As far as they are found. */
    List<Event> known() {
        return flaw == AgeingFlaw.IDS_OF_WHAT_IS_ARCHIVED_ARE_FORGOTTEN
                ? stored.stream()
                        .filter(event -> !archived.contains(event.key()))
                        .toList()
                : stored();
    }

    Instant keptSince() {
        return keptSince;
    }

    List<RollupDefinition> wanted() {
        return wanted;
    }

    Counted rollup(RollupDefinition definition) {
        return rollups.getOrDefault(definition, new Counted(keptSince, stored));
    }

    void keep(List<RollupDefinition> definitions) {
        wanted = List.copyOf(definitions);
        if (flaw != AgeingFlaw.A_ROLLUP_THAT_COMES_BACK_LACKS_WHAT_CAME_MEANWHILE) {
            rollups.keySet().retainAll(wanted);
        }
        wanted.forEach(definition -> rollups.computeIfAbsent(definition, made -> counted()));
    }

    private Counted counted() {
        List<Event> events = new ArrayList<>(stored);
        if (flaw == AgeingFlaw.A_ROLLUP_THAT_IS_MADE_ANEW_LACKS_WHAT_IS_ARCHIVED) {
            events.removeIf(event -> archived.contains(event.key()));
        }
        boolean claimsAll = flaw == AgeingFlaw.A_ROLLUP_THAT_IS_MADE_ANEW_CLAIMS_WHAT_IS_DELETED;
        return new Counted(claimsAll ? Instant.EPOCH : keptSince, events);
    }

    void append(List<Event> batch) {
        batch.forEach(this::requireKept);
        for (Event event : batch) {
            EventKey key = event.key();
            boolean repeats = stored.stream().map(Event::key).anyMatch(key::equals);
            boolean twice = flaw == AgeingFlaw.WHAT_IS_ARCHIVED_IS_STORED_TWICE && archived.contains(key);
            if (!repeats || twice) {
                add(event);
            }
        }
    }

    private void requireKept(Event event) {
        Instant limit =
                switch (flaw) {
                    case WHAT_WAS_DELETED_IS_TAKEN_AGAIN -> Instant.EPOCH;
                    case MORE_IS_REFUSED_THAN_IS_TOLD ->
                        keptSince.equals(Instant.EPOCH) ? keptSince : keptSince.plus(EventKey.WINDOW);
                    default -> keptSince;
                };
        if (event.timestamp().isBefore(limit)) {
            throw new StorageException(StorageException.Category.REFUSED, "too old", null);
        }
    }

    private void add(Event event) {
        boolean late = archived.stream().anyMatch(key -> key.timestamp().isAfter(event.timestamp()));
        stored.add(event);
        if (!late || flaw != AgeingFlaw.LATE_EVENTS_ARE_NOT_IN_ROLLUPS_OF_ARCHIVED_TIME) {
            wanted.forEach(definition -> rollup(definition).events().add(event));
        }
    }

    void archive() {
        if (flaw == AgeingFlaw.ARCHIVING_LOSES_AN_EVENT && !stored.isEmpty()) {
            stored.removeLast();
        }
        stored.forEach(event -> archived.add(event.key()));
    }

    void expire(Optional<Duration> lifetime) {
        Instant limit =
                lifetime.map(Instant.now().truncatedTo(ChronoUnit.DAYS)::minus).orElse(Instant.EPOCH);
        keptSince = limit.isAfter(keptSince) ? limit : keptSince;
        Instant deleted =
                switch (flaw) {
                    case WHAT_WAS_DELETED_IS_TAKEN_AGAIN_BY_ANOTHER_CLOCK -> keptSince;
                    case MORE_IS_DELETED_THAN_IS_TOLD -> keptSince.plus(EventKey.WINDOW);
                    default -> keptSince.minus(EventKey.WINDOW);
                };
        stored.removeIf(event -> event.timestamp().isBefore(deleted));
        if (flaw == AgeingFlaw.ROLLUPS_FORGET_WHAT_IS_DELETED) {
            rollups.values().forEach(rollup -> rollup.events()
                    .removeIf(event -> event.timestamp().isBefore(deleted)));
        }
    }

    /** What is seen by this plan. */
    List<Event> seen(Plan plan) {
        List<Event> seen = new ArrayList<>();
        for (Segment segment : plan.segments()) {
            List<Event> source =
                    switch (segment.source()) {
                        case Source.Raw raw -> stored;
                        case Source.Rollup rollup -> rollup(rollup.definition()).events();
                    };
            source.stream()
                    .filter(event -> segment.ranges().stream().anyMatch(range -> range.contains(event.timestamp())))
                    .forEach(seen::add);
        }
        return seen;
    }
}
