package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpHeaders;

/** What a server answered. */
record Answer(int status, HttpHeaders headers, String body) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** This answer, if it has the status; the test fails otherwise and shows the body. */
    Answer with(int expected) {
        assertThat(status).as("status of the answer %s", body).isEqualTo(expected);
        return this;
    }

    JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the body is no JSON: " + body, e);
        }
    }

    /** The rows of an answer to a question. */
    Table table() {
        return Table.of(with(200).json());
    }

    /** What an error says, which must be a problem as RFC 9457 has it. */
    String problem(int expected) {
        with(expected);
        assertThat(headers.firstValue("Content-Type").orElse(""))
                .as("content type of %s", body)
                .startsWith("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("status").asInt()).isEqualTo(expected);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        return problem.path("detail").asText();
    }
}
