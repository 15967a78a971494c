package dev.tidemark.ingestion.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Field;
import dev.tidemark.ingestion.http.EntranceUnderTest.Answer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The entrance as a server has it: the framework's server, the real log, the key's owner given. */
class EventControllerTest {

    private static final String EVENT = "{\"event_type\":\"t\",\"event_id\":\"a\"}";

    @TempDir
    private Path directory;

    private EntranceUnderTest entrance;

    @BeforeEach
    void start() {
        entrance = EntranceUnderTest.start(directory);
    }

    @AfterEach
    void stop() {
        entrance.close();
    }

    @Test
    void answerTellsWhatBecameOfEachEvent() throws Exception {
        Answer answer = entrance.post("/v1/events", "application/json", "[" + EVENT + "," + EVENT + ",7]");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"accepted\":1,\"duplicates\":1,\"rejected\":[{\"index\":2,\"code\":\"unreadable\",\"message\":\"an element of the array is no JSON object, which each event is\"}]}");
        assertThat(entrance.post("/v1/events", "application/json", "[]").body())
                .isEqualTo("{\"accepted\":0,\"duplicates\":0,\"rejected\":[]}");
    }

    @Test
    void updatesAreAnsweredInTheirOwnEnvelope() throws Exception {
        Answer answer = entrance.post("/events", "application/json", "[" + EVENT + "," + EVENT + ",7]");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"data\":{\"accepted\":1,\"duplicates\":1,\"rejected\":[{\"index\":2,\"code\":\"unreadable\",\"message\":\"an element of the array is no JSON object, which each event is\"}]}}");
        assertThat(entrance.taken()).hasSize(1);
        assertThat(entrance.post("/events", "application/json", "{").status()).isEqualTo(400);
        assertThat(entrance.post("/events?wait=soon", "application/json", EVENT).status())
                .isEqualTo(400);
    }

    @Test
    void updatesMayWaitUntilTheyAreStored() throws Exception {
        entrance.store(position -> CompletableFuture.completedFuture(
                Optional.of(new dev.tidemark.ingestion.pipeline.PrimaryStore.Outcome.Counted(1, 0, 0))));

        Answer answer = entrance.post("/events?wait=stored", "application/json", EVENT);

        assertThat(answer)
                .isEqualTo(new Answer(
                        200, "{\"data\":{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}}", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "text/plain;charset=UTF-8",
                "application/x-www-form-urlencoded",
                "application/octet-stream",
                "application/cloudevents+json",
                "multipart/form-data; boundary=x",
                "application/x-ndjson",
                "*/*"
            })
    void anyContentTypeWillDo(String contentType) throws Exception {
        assertThat(entrance.post("/v1/events", contentType, EVENT).status()).isEqualTo(202);
        assertThat(entrance.post("/v1/events/", contentType, EVENT).status()).isEqualTo(202);
    }

    @Test
    void noContentTypeWillDoToo() throws Exception {
        assertThat(entrance.post("/v1/events", "", EVENT))
                .isEqualTo(new Answer(202, "{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}", Optional.empty()));
    }

    @Test
    void charsetIsHeeded() throws Exception {
        byte[] latin = "{\"event_type\":\"t\",\"city\":\"Köln\"}".getBytes(ISO_8859_1);

        assertThat(entrance.post("/v1/events", "application/json; charset=\"ISO-8859-1\"", latin)
                        .status())
                .isEqualTo(202);
        assertThat(entrance.taken().getLast().events().getFirst().value(Field.CITY))
                .isEqualTo("Köln");
        assertThat(entrance.post("/v1/events", "application/json; charset=klingon", EVENT)
                        .status())
                .isEqualTo(415);
    }

    @Test
    void linesAreTakenByContentType() throws Exception {
        Answer answer = entrance.post("/v1/events", "application/x-ndjson", "{oops\n" + EVENT + "\n");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).startsWith("{\"accepted\":1,\"duplicates\":0,\"rejected\":[{\"index\":0,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,", "\u0000\u0001", "nonsense"})
    void unreadableBodyIsABadRequest(String body) throws Exception {
        assertThat(entrance.post("/v1/events", "application/json", body.getBytes(UTF_8))
                        .status())
                .isEqualTo(400);
        assertThat(entrance.taken()).isEmpty();
    }

    @Test
    void closedLogIsUnavailable() throws Exception {
        entrance.closeLog();

        Answer answer = entrance.post("/v1/events", "application/json", EVENT);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.retryAfter()).hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds))
                .isPositive());
    }

    @Test
    void waitingTellsWhatWasStored() throws Exception {
        entrance.store(position -> CompletableFuture.completedFuture(
                Optional.of(new dev.tidemark.ingestion.pipeline.PrimaryStore.Outcome.Counted(0, 1, 0))));

        Answer answer = entrance.post("/v1/events?wait=stored", "application/json", EVENT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"accepted\":0,\"duplicates\":1,\"rejected\":[]}");
    }

    @Test
    void waitingTooLongAnswersWhatIsKnown() throws Exception {
        entrance.store(position -> CompletableFuture.completedFuture(Optional.empty()));

        assertThat(entrance.post("/v1/events?wait=stored", "application/json", EVENT)
                        .status())
                .isEqualTo(202);
        assertThat(entrance.post("/v1/events?wait=forever", "application/json", EVENT)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aClientIsWarnedThoughNothingIsRejected() throws Exception {
        String event = "{\"event_type\":\"t\",\"timestamp\":\"2026-01-01T00:00:00Z\"}";
        String batch = "{\"sent_at\":\"yesterday\",\"events\":[" + event + "]}";

        Answer answer = entrance.post("/v1/events", "application/json", batch);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body())
                .startsWith(
                        "{\"accepted\":1,\"duplicates\":0,\"rejected\":[],\"warnings\":[{\"code\":\"uncorrected_timestamp\",\"events\":1,");
    }
}
