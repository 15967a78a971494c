package dev.tidemark.query.report;

import dev.tidemark.query.mistake.Mistake;
import dev.tidemark.query.parse.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a request for a report, each with all values that were given for it.
 *
 * @param parameters by name
 */
record ReportRequest(Map<String, List<String>> parameters) {

    ReportRequest {
        parameters = Map.copyOf(parameters);
        parameters.forEach((name, values) -> {
            if (values.isEmpty() || values.stream().anyMatch(String::isEmpty)) {
                throw Mistake.of(name, "empty", "a value; leave the parameter out if you do not need it")
                        .asException();
            }
        });
    }

    Set<String> names() {
        return parameters.keySet();
    }

    /** Every value given for the parameter. */
    List<Input> all(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .map(value -> Input.parameter(name, value))
                .toList();
    }

    /** The value of a parameter that may be given once. */
    Optional<Input> optional(String name) {
        List<Input> values = all(name);
        if (values.size() > 1) {
            throw Mistake.of(name, "given " + values.size() + " times", "it once")
                    .asException();
        }
        return values.stream().findFirst();
    }

    Input required(String name, String expected) {
        return optional(name)
                .orElseThrow(() -> Mistake.of(name, "missing", expected).asException());
    }
}
