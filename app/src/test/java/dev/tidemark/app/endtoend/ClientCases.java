package dev.tidemark.app.endtoend;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Histories, each with many questions, around a clock change, a new year, a leap day, or lately. */
final class ClientCases implements ArbitrarySupplier<ClientCase> {

    private static final int QUESTIONS = 20;

    @Override
    public Arbitrary<ClientCase> get() {
        List<Instant> scenes = List.of(
                Instant.parse("2026-03-29T01:00:00Z"),
                Instant.parse("2025-10-26T01:00:00Z"),
                Instant.parse("2025-12-31T23:00:00Z"),
                Instant.parse("2024-02-29T12:00:00Z"),
                Instant.now().truncatedTo(ChronoUnit.DAYS).minus(60, ChronoUnit.DAYS));
        return Arbitraries.of(scenes).flatMap(scene -> Combinators.combine(
                        new ClientEvents(scene).batches(),
                        new ClientQuestions(scene).any().list().ofSize(QUESTIONS))
                .as(ClientCase::new)
                .withoutEdgeCases());
    }
}
