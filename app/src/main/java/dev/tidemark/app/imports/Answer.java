package dev.tidemark.app.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the server says to a batch it took.
 *
 * @param duplicates those known when it answered; others are found when they are written
 */
record Answer(long accepted, long duplicates, List<Rejection> rejections) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Answer {
        rejections = List.copyOf(rejections);
    }

    /** An event that was not taken, by its place in the batch from 0. */
    record Rejection(int index, String code, String message) {}

    static Answer parse(byte[] body) throws IOException {
        JsonNode answer = JSON.readTree(body);
        var rejections = new ArrayList<Rejection>();
        for (JsonNode rejected : answer.path("rejected")) {
            rejections.add(new Rejection(
                    rejected.path("index").asInt(-1),
                    rejected.path("code").asText(),
                    rejected.path("message").asText()));
        }
        return new Answer(
                answer.path("accepted").asLong(), answer.path("duplicates").asLong(), rejections);
    }

    /** What a problem document (RFC 9457) says to a person; anything else as it stands. */
    static String describeProblem(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            String detail = problem.path("detail").asText(problem.path("title").asText());
            return detail.isBlank() ? body : detail;
        } catch (IOException noJson) {
            return body;
        }
    }
}
