package dev.tidemark.app.endtoend;

import java.util.Map;

/** A question as a client asks it. */
sealed interface ClientQuestion {

    /** By an address alone. */
    record Get(String path) implements ClientQuestion {}

    /** @param body as JSON has it */
    record Post(String path, Map<String, Object> body) implements ClientQuestion {}
}
