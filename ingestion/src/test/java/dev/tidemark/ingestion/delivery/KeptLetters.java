package dev.tidemark.ingestion.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps dead letters in a map; refuses a number of times first where told so. */
public final class KeptLetters implements DeadLetters {
    private final Map<UUID, DeadLetter> letters = new LinkedHashMap<>();
    private int failures;

    public synchronized void failNext(int times) {
        failures = times;
    }

    @Override
    public synchronized void keep(List<DeadLetter> more) {
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("the control database is away");
        }
        more.forEach(letter -> letters.putIfAbsent(letter.id(), letter));
    }

    public synchronized List<DeadLetter> all() {
        return new ArrayList<>(letters.values());
    }
}
