package dev.tidemark.query.http;

import dev.tidemark.query.answer.Answer;
import dev.tidemark.query.format.AnswerCsv;
import dev.tidemark.query.format.AnswerJson;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** How an answer is written. */
enum AnswerFormat {
    JSON("application/json") {
        @Override
        void write(Answer answer, OutputStream out) throws IOException {
            AnswerJson.write(answer, out);
        }
    },
    CSV("text/csv;charset=utf-8;header=present") {
        @Override
        void write(Answer answer, OutputStream out) throws IOException {
            AnswerCsv.write(answer, out);
        }
    };

    /** Says in CSV, which has no meta, that there are more rows than were asked for. */
    static final String TRUNCATED = "X-Truncated";

    private final String mediaType;

    AnswerFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** CSV where the caller accepts it and prefers it to JSON; otherwise JSON. */
    static AnswerFormat of(HttpRequest<?> request) {
        for (MediaType accepted : request.accept()) {
            if (accepted.getName().equals(MediaType.TEXT_CSV)) {
                return CSV;
            }
            if (accepted.getName().equals(MediaType.APPLICATION_JSON)) {
                return JSON;
            }
        }
        return JSON;
    }

    abstract void write(Answer answer, OutputStream out) throws IOException;

    HttpResponse<byte[]> response(Answer answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(answer, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MutableHttpResponse<byte[]> response =
                HttpResponse.ok(out.toByteArray()).contentType(MediaType.of(mediaType));
        return answer.meta().truncated() ? response.header(TRUNCATED, "true") : response;
    }
}
