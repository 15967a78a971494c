package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.testkit.ReferenceStorage;
import dev.tidemark.testkit.generate.AgeingCase;
import dev.tidemark.testkit.generate.AgeingStep;
import dev.tidemark.testkit.generate.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store that goes through the steps of a case, beside the reference, which forgets nothing. */
final class AgeingPlay implements AutoCloseable {

    private final AgeingCase sample;
    private final AgeingDatabase database;
    private final Map<AgeingStep.Lifetime, Duration> lifetimes;
    private final Tenants tenants = Tenants.fresh();
    private final List<Event> events;
    private final ReferenceStorage reference = new ReferenceStorage();
    private final Set<EventKey> taken = new HashSet<>();
    private final Map<RollupDefinition, Instant> claims = new HashMap<>();
    private Optional<AgeingStore> opened = Optional.empty();
    private int sent;

    /** @param lifetimes what the words of the case mean; others mean for ever */
    AgeingPlay(AgeingCase sample, AgeingDatabase database, Map<AgeingStep.Lifetime, Duration> lifetimes) {
        this.sample = sample;
        this.database = database;
        this.lifetimes = Map.copyOf(lifetimes);
        this.events = sample.events(tenants);
    }

    /** Takes every step, of which the first opens the store, and compares answers after each, all of them in the end. */
    void play() {
        for (AgeingStep step : sample.steps()) {
            take(step);
            AgeingAnswers answers = answers();
            sample.queries(tenants.get(0)).forEach(answers::assertPlanned);
            assertClaims();
        }
        answers().assertAll(sample, tenants);
    }

    private AgeingAnswers answers() {
        return new AgeingAnswers(store().storage(), reference);
    }

    private void take(AgeingStep step) {
        switch (step) {
            case AgeingStep.Send(int count, int batch) -> {
                int end = (int) Math.min(events.size(), (long) sent + count);
                send(events.subList(sent, end), batch);
                sent = end;
            }
            case AgeingStep.SendAgain again -> send(again(again), again.events());
            case AgeingStep.Archive archive -> store().archive();
            case AgeingStep.BringUp bringUp -> store().bringUp();
            case AgeingStep.Expire expire -> store().expire();
            case AgeingStep.Reopen(var rollups, var lifetime) -> open(rollups, lifetime);
        }
    }

    private void send(List<Event> next, int batch) {
        Delivery delivery = new Delivery(store(), reference, taken);
        for (int from = 0; from < next.size(); from += batch) {
            delivery.send(next.subList(from, Math.min(next.size(), from + batch)));
        }
    }

    private List<Event> again(AgeingStep.SendAgain step) {
        List<Event> again = new ArrayList<>();
        for (int i = 0; i < Math.min(sent, step.events()); i++) {
            again.add(Delivery.later(events.get((step.from() + i) % sent), step.later()));
        }
        return again;
    }

    private void open(List<RollupDefinition> rollups, AgeingStep.Lifetime lifetime) {
        Instant since =
                opened.map(AgeingStore::storage).map(Delivery::keptSince).orElse(Instant.EPOCH);
        opened.ifPresent(AgeingStore::close);
        opened = Optional.empty();
        claims.keySet().removeIf(known -> rollups.stream()
                .noneMatch(rollup -> rollup.name().equals(known.name())));
        rollups.forEach(rollup -> claims.putIfAbsent(rollup, since));
        opened = Optional.of(database.open(rollups, Optional.ofNullable(lifetimes.get(lifetime))));
    }

    /** A rollup that is made anew knows nothing of what was deleted before. One of the same name may be kept for a while after another has taken its place, and know more. */
    private void assertClaims() {
        for (RollupCoverage rollup : store().storage().rollups()) {
            Instant since = claims.get(rollup.definition());
            if (since != null) {
                assertThat(rollup.complete())
                        .as("what %s claims", rollup.definition().name())
                        .extracting(TimeRange::from)
                        .allMatch(from -> !from.isBefore(since));
            }
        }
    }

    private AgeingStore store() {
        return opened.orElseThrow();
    }

    @Override
    public void close() {
        opened.ifPresent(AgeingStore::close);
        database.close();
    }
}
