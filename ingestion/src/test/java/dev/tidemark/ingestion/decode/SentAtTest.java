package dev.tidemark.ingestion.decode;

import static dev.tidemark.ingestion.decode.Decoding.NOW;
import static dev.tidemark.ingestion.decode.Decoding.decode;
import static dev.tidemark.ingestion.decode.Decoding.events;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.RejectionCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentAtTest {

    /** Happened five minutes before it was sent, by a clock that was never set. */
    private static final String OLD = "{\"event_type\":\"t\",\"timestamp\":\"1970-01-01T00:05:00Z\"}";

    private static final Instant FIVE_MINUTES_AGO = NOW.minus(Duration.ofMinutes(5));

    private static List<Instant> timestamps(Decoded decoded) {
        return ((Decoded.Events) decoded)
                .events().stream().map(Event::timestamp).toList();
    }

    private static Decoded decodedWith(String body, BodyFormat format, String sentAt) {
        return new EventDecoder(new DecoderLimits(1000, 100), new TimeOrderedIds(), EventCheck.NONE)
                .decode(body.getBytes(UTF_8), format, Decoding.TENANT, NOW, Optional.of(sentAt));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sent_at\":\"1970-01-01T00:10:00Z\",\"events\":[%s]}",
                "{\"events\":[%s],\"sent_at\":\"1970-01-01T00:10:00Z\"}",
                "{\"batch\":[%s],\"sentAt\":\"1970-01-01T00:10:00.000Z\"}",
                "{\"sentAt\":600,\"batch\":[%s]}"
            })
    void batchThatSaysWhenItWasSentIsPutRight(String batch) {
        Decoded.Events decoded = events(batch.formatted(OLD + "," + OLD));

        assertThat(timestamps(decoded)).containsExactly(FIVE_MINUTES_AGO, FIVE_MINUTES_AGO);
        assertThat(decoded.rejections()).isEmpty();
        assertThat(decoded.uncorrected()).isEmpty();
    }

    @Test
    void batchThatSaysNothingIsTakenAsItIs() {
        String event = "{\"event_type\":\"t\",\"timestamp\":\"2026-01-01T00:00:00Z\"}";

        assertThat(timestamps(decode("{\"events\":[" + event + "]}")))
                .containsExactly(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(timestamps(decode("{\"sent_at\":null,\"events\":[" + event + "]}")))
                .containsExactly(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(timestamps(decode("{\"events\":[]}"))).isEmpty();
    }

    @Test
    void eventThatSaysWhenItWasSentIsPutRight() {
        Event event = Decoding.eventWith("\"sent_at\":\"2031-01-01T00:10:00Z\",\"timestamp\":\"2031-01-01T00:05:00Z\"");

        assertThat(event.timestamp()).isEqualTo(FIVE_MINUTES_AGO);
        assertThat(event.properties()).isEmpty();
    }

    @Test
    void eventCountsMoreThanItsBatchAndTheBatchMoreThanWhatStandsBesideIt() {
        String own = OLD.replace("}", ",\"sent_at\":\"1970-01-01T00:06:00Z\"}");
        String body = "{\"sent_at\":\"1970-01-01T00:07:00Z\",\"events\":[" + own + "," + OLD + "]} " + OLD;
        String beside = "1970-01-01T00:08:00Z";

        assertThat(timestamps(decodedWith(body, BodyFormat.DETECT, beside)))
                .containsExactly(
                        NOW.minus(Duration.ofMinutes(1)),
                        NOW.minus(Duration.ofMinutes(2)),
                        NOW.minus(Duration.ofMinutes(3)));
    }

    @Test
    void linesArePutRightByWhatStandsBesideThem() {
        String beside = " 1970-01-01T00:10:00Z ";

        assertThat(timestamps(decodedWith(OLD + "\n" + OLD, BodyFormat.LINES, beside)))
                .containsExactly(FIVE_MINUTES_AGO, FIVE_MINUTES_AGO);
    }

    @Test
    void eventThatIsSentAgainLaterIsPutRightAsBefore() {
        Duration since = Duration.ofDays(3);
        String event = OLD.replace("}", ",\"sent_at\":600}");

        String again = SentAt.later(event, since);

        assertThat(timestamps(decode(again))).containsExactly(FIVE_MINUTES_AGO.minus(since));
        assertThat(Decoding.event(again).properties()).isEmpty();
        assertThat(SentAt.later(OLD, since)).isEqualTo(OLD);
        assertThat(SentAt.later("{\"sent_at\":[1]}", since)).isEqualTo("{\"sent_at\":[1]}");
        assertThat(SentAt.later("{\"sent_at\":", since)).isEqualTo("{\"sent_at\":");
    }

    @Test
    void eventWithoutTimestampHappenedWhenItCame() {
        Event event = Decoding.eventWith("\"sent_at\":\"2031-01-01T00:10:00Z\"");

        assertThat(event.timestamp()).isEqualTo(NOW);
        assertThat(event.properties()).isEqualTo(Map.of("sent_at", "2031-01-01T00:10:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday, sent_at is 'yesterday'",
        "true, sent_at is 'true'",
        "2025-12-31T23:00:00Z, expected no earlier than the event's timestamp",
        "1970-01-01, expected no earlier than the event's timestamp",
        "2062-01-01T00:00:00Z, out of range"
    })
    void timeOfSendingThatCannotBeUsedCostsNoEvent(String sentAt, String reason) {
        String event = "{\"event_type\":\"t\",\"timestamp\":\"2026-01-01T00:00:00Z\"}";

        Decoded.Events decoded = events("{\"sent_at\":\"" + sentAt + "\",\"events\":[" + event + "," + event + "]}");

        assertThat(timestamps(decoded))
                .containsExactly(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(decoded.uncorrected()).hasValueSatisfying(uncorrected -> {
            assertThat(uncorrected.events()).isEqualTo(2);
            assertThat(uncorrected.reason()).contains(reason);
        });
    }

    @Test
    void timeOfSendingOfAnEventThatCannotBeUsedStaysItsProperty() {
        Decoded.Events decoded = events(
                "{\"event_type\":\"mail_opened\",\"timestamp\":\"2026-01-03T00:00:00Z\",\"sent_at\":\"2026-01-01\",\"sentAt\":3}");

        assertThat(decoded.events()).singleElement().satisfies(event -> {
            assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
            assertThat(event.properties()).isEqualTo(Map.of("sent_at", "2026-01-01", "sentAt", "3"));
        });
        assertThat(decoded.uncorrected()).isPresent();
    }

    @Test
    void rejectedEventOfABatchKeepsWhenItWasSent() {
        Decoded.Events decoded = events("{\"sent_at\":\"it's \\\"new\\\"\",\"events\":[{\"x\":1},{},1]}");

        assertThat(decoded.rejections())
                .extracting(Rejection::raw)
                .containsExactly(
                        "{\"sent_at\":\"it's \\\"new\\\"\",\"x\":1}", "{\"sent_at\":\"it's \\\"new\\\"\"}", "1");
    }

    @Test
    void eventWithAnArrayOfThatNameIsAnEvent() {
        Event event = Decoding.event("{\"events\":[{\"a\":1}],\"event_type\":\"t\",\"batch\":[]}");

        assertThat(event.type()).isEqualTo("t");
        assertThat(event.properties()).isEqualTo(Map.of("events", "[{\"a\":1}]", "batch", "[]"));
        assertThat(Decoding.rejection("{\"events\":[1,2]}").violation().code()).isEqualTo(RejectionCode.MISSING_FIELD);
        assertThat(Decoding.rejection("[{\"events\":[{\"event_type\":\"t\"}]}]")
                        .violation()
                        .message())
                .contains("a batch of events is a body of its own");
    }

    @Test
    void batchWithMoreThanABatchHasIsRefusedWhole() {
        Decoded decoded = decode("{\"events\":[{\"event_type\":\"t\"}],\"app_id\":\"web\"}");

        assertThat(decoded)
                .isInstanceOfSatisfying(Decoded.Unreadable.class, unreadable -> assertThat(unreadable.message())
                        .startsWith("the batch has a member 'app_id', expected nothing but 'events'"));
    }

    @Test
    void brokenBatchIsToldOfWhereItBreaks() {
        assertThat(decode("{\"events\":[{\"event_type\":\"t\"},{]}"))
                .isInstanceOfSatisfying(Decoded.Unreadable.class, unreadable -> assertThat(unreadable.message())
                        .startsWith("the body is no JSON"));
    }
}
