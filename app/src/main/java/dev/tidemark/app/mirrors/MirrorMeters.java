package dev.tidemark.app.mirrors;

import dev.tidemark.ingestion.mirror.MirrorState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Mirrors in figures: how far they are filled. How far behind they are in the log is told with those of all its readers. */
final class MirrorMeters {
    private static final String STORE = "store";

    private final MeterRegistry registry;

    MirrorMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(MirroredStore mirror) {
        gauge(
                "tidemark.mirror.filled",
                "1 if it has all that the primary had, 0 while it is being filled",
                mirror,
                state -> state.filled() ? 1 : 0);
        gauge(
                "tidemark.mirror.filled.events",
                "Events taken over from the primary in filling",
                mirror,
                MirrorState::taken);
        gauge(
                "tidemark.mirror.total.events",
                "About how many events there are to be taken over",
                mirror,
                MirrorState::total);
        Gauge.builder(
                        "tidemark.mirror.up",
                        mirror,
                        store -> store.answer().trouble().isEmpty() ? 1 : 0)
                .description("1 if its store answered when it was asked last")
                .tag(STORE, mirror.name())
                .register(registry);
        counter(mirror.name());
    }

    private void gauge(String name, String description, MirroredStore mirror, ToDoubleFunction<MirrorState> figure) {
        Gauge.builder(name, mirror, store -> figure.applyAsDouble(store.state()))
                .description(description)
                .tag(STORE, mirror.name())
                .register(registry);
    }

    void gaveWay(String name) {
        counter(name).increment();
    }

    private Counter counter(String name) {
        return Counter.builder("tidemark.mirror.gave.way")
                .description("How often it gave up its place in the event log, to be filled anew")
                .tag(STORE, name)
                .register(registry);
    }
}
