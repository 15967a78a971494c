package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BinaryOperator;

/** What was sent of one app, and what the server said about it. Usable by many threads. */
final class Ledger {
    private final String app;
    private final Map<String, SentEvent> sent = new ConcurrentHashMap<>();
    private final Map<String, Fate> fates = new ConcurrentHashMap<>();
    private final Queue<List<SentEvent>> acknowledged = new ConcurrentLinkedQueue<>();

    Ledger(String app) {
        this.app = app;
    }

    /** What the server's answers let one expect; an event sent several times has the greatest of its fates. */
    enum Fate {
        /** Every answer was that it cannot be taken now: it must not be stored. */
        REFUSED,
        /** There was no answer: it may be stored or not. */
        IN_DOUBT,
        /** An answer said that it is accepted: it must be stored. */
        ACKNOWLEDGED
    }

    String app() {
        return app;
    }

    void enter(List<SentEvent> batch, Fate fate) {
        for (SentEvent event : batch) {
            sent.put(event.number(), event);
            fates.merge(event.number(), fate, BinaryOperator.maxBy(Fate::compareTo));
        }
        if (fate == Fate.ACKNOWLEDGED) {
            acknowledged.add(batch);
        }
    }

    List<List<SentEvent>> acknowledgedBatches() {
        return List.copyOf(acknowledged);
    }

    /** How many events were sent. */
    int size() {
        return sent.size();
    }

    long count(Fate fate) {
        return fates.values().stream().filter(fate::equals).count();
    }

    /**
     * Asks the server for every event of the app and checks that what had to be stored is there once, and nothing that must not
     * be.
     *
     * @return the events that are stored
     */
    List<SentEvent> verify(Api api) {
        Map<String, String> stored = stored(api);
        Map<String, String> wrong = new TreeMap<>();
        fates.forEach((number, fate) -> {
            String times = stored.getOrDefault(number, "0");
            if (!allowed(fate).contains(times)) {
                wrong.put(number, fate + ", stored " + times + " times");
            }
        });
        stored.keySet().stream()
                .filter(number -> !fates.containsKey(number))
                .forEach(number -> wrong.put(number, "never sent"));
        assertThat(wrong).as("events of %s that are not as they should be", app).isEmpty();
        List<SentEvent> events = new ArrayList<>();
        stored.keySet().forEach(number -> events.add(sent.get(number)));
        return events;
    }

    private static List<String> allowed(Fate fate) {
        return switch (fate) {
            case REFUSED -> List.of("0");
            case IN_DOUBT -> List.of("0", "1");
            case ACKNOWLEDGED -> List.of("1");
        };
    }

    /** How often each event is stored, by its number. */
    private Map<String, String> stored(Api api) {
        return api.query("""
                {"app_id": "%s", "from": "-10d", "to": "+2d", "granularity": "none", "measures": ["events"],
                 "dimensions": ["properties.n"], "limit": 100000}""".formatted(app)).table().whole().map("properties.n", "events");
    }
}
