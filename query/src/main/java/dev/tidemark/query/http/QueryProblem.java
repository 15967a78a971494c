package dev.tidemark.query.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.query.mistake.Mistake;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a question, as RFC 9457 has it.
 *
 * @param detail where, what came, what was expected
 * @param path where in the query: {@code filter.and[0].eq[1]}
 * @param allowed the names that may stand there, where it is one of a list
 * @param didYouMean the one of them that was probably meant
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record QueryProblem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String path,
        List<String> allowed,
        @JsonProperty("did_you_mean") @Nullable String didYouMean) {

    private static final String MEDIA_TYPE = "application/problem+json";

    static MutableHttpResponse<QueryProblem> answer(Mistake mistake) {
        HttpStatus status = HttpStatus.BAD_REQUEST;
        return answer(
                status,
                new QueryProblem(
                        "about:blank",
                        status.getReason(),
                        status.getCode(),
                        mistake.detail(),
                        mistake.path(),
                        mistake.allowed(),
                        mistake.nearest().orElse(null)));
    }

    static MutableHttpResponse<QueryProblem> answer(HttpStatus status, String detail) {
        return answer(
                status,
                new QueryProblem("about:blank", status.getReason(), status.getCode(), detail, null, List.of(), null));
    }

    private static MutableHttpResponse<QueryProblem> answer(HttpStatus status, QueryProblem problem) {
        return HttpResponse.<QueryProblem>status(status).body(problem).contentType(MEDIA_TYPE);
    }
}
