package dev.tidemark.app.endtoend;

import java.util.List;
import java.util.Map;

/**
 * What a client sends and asks.
 *
 * @param batches of events as JSON has them, sent one after the other
 */
record ClientCase(List<List<Map<String, Object>>> batches, List<ClientQuestion> questions) {

    ClientCase {
        batches = List.copyOf(batches);
        questions = List.copyOf(questions);
    }
}
