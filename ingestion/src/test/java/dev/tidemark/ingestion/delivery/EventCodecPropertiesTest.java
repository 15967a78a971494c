package dev.tidemark.ingestion.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.event.Violation;
import dev.tidemark.ingestion.decode.Rejection;
import dev.tidemark.ingestion.pipeline.IntakeRecord;
import dev.tidemark.testkit.generate.EventDraft;
import dev.tidemark.testkit.generate.EventDrafts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.groups.Tuple;

class EventCodecPropertiesTest {
    private final EventCodec codec = new EventCodec();

    @Provide
    Arbitrary<List<EventDraft>> drafts() {
        return EventDrafts.histories(20);
    }

    @Provide
    Arbitrary<List<Rejection>> rejections() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 100_000),
                        Arbitraries.of(RejectionCode.class),
                        Arbitraries.strings().ofMaxLength(200),
                        Arbitraries.strings().ofMaxLength(200))
                .as((index, code, message, raw) ->
                        new Rejection(index, new Violation(code, clean(message)), clean(raw)))
                .list()
                .ofMaxSize(5);
    }

    @Property(tries = 300)
    void aBodyIsReadAsItWasWritten(
            @ForAll("drafts") List<EventDraft> drafts, @ForAll("rejections") List<Rejection> rejections) {
        List<Event> events =
                drafts.stream().map(EventCodecPropertiesTest::event).toList();
        IntakeRecord intake = new IntakeRecord(Bodies.TENANT, "http", Bodies.NOW, events, rejections, false);
        byte[] record = codec.encode(intake);
        LoggedIntake read = codec.decode(record, new RecentTexts());
        assertThat(read.tenant()).isEqualTo(intake.tenant());
        assertThat(read.source()).isEqualTo(intake.source());
        assertThat(read.receivedAt()).isEqualTo(intake.receivedAt());
        assertThat(read.events()).isEqualTo(events);
        assertThat(read.deadLetters())
                .extracting(DeadLetter::violation, DeadLetter::raw)
                .isEqualTo(rejections.stream()
                        .map(rejection -> Tuple.tuple(rejection.violation(), rejection.raw()))
                        .toList());
        assertThat(codec.deadLetters(record, new RecentTexts())).isEqualTo(read.deadLetters());
    }

    @Property(tries = 200)
    void aRecordCutShortIsRefusedAndNeverReadWrongly(
            @ForAll("drafts") List<EventDraft> drafts, @ForAll @IntRange(max = 10_000) int cut) {
        List<Event> events =
                drafts.stream().map(EventCodecPropertiesTest::event).toList();
        byte[] record = codec.encode(new IntakeRecord(Bodies.TENANT, "http", Bodies.NOW, events, List.of(), false));
        byte[] shorter = Arrays.copyOf(record, cut % record.length);
        assertThatThrownBy(() -> codec.decode(shorter, new RecentTexts()))
                .isInstanceOf(UnreadableRecordException.class);
    }

    @Example
    void deadLettersOfOneRecordHaveDifferentIdsThatStay() {
        byte[] record = Bodies.body(List.of(), Bodies.rejection(0), Bodies.rejection(7));
        List<DeadLetter> letters = codec.deadLetters(record, new RecentTexts());
        assertThat(letters).extracting(DeadLetter::id).doesNotHaveDuplicates();
        assertThat(codec.deadLetters(record, new RecentTexts())).isEqualTo(letters);
        assertThat(codec.deadLetters(Bodies.body(List.of(), Bodies.rejection(0)), new RecentTexts()))
                .extracting(DeadLetter::id)
                .isNotEqualTo(List.of(letters.getFirst().id()));
    }

    @Example
    void aFieldOfANewerReleaseIsRefusedByName() {
        RecordOutput output = new RecordOutput();
        output.putByte(1);
        output.putText("acme");
        output.putText("http");
        output.putSigned(0);
        output.putNumber(0);
        output.putNumber(1);
        output.putNumber(1);
        output.putNumber(4000);
        output.putText("something");
        output.putNumber(0);
        assertThatThrownBy(() -> codec.decode(output.toBytes(), new RecentTexts()))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("field 4000 is not in the catalogue");
    }

    @Example
    void textsThatRepeatAreWrittenOnce() {
        List<Event> events = IntStream.range(0, 1000).mapToObj(Bodies::event).toList();
        byte[] record = Bodies.body(events);
        assertThat(record.length).isLessThan(1000 * 30);
        assertThat(new String(record, StandardCharsets.ISO_8859_1)).containsOnlyOnce("screen_view");
    }

    private static Event event(EventDraft draft) {
        Event.Builder builder = Event.builder(Bodies.TENANT)
                .set(Field.EVENT_ID, draft.id())
                .set(Field.EVENT_TYPE, draft.type())
                .set(Field.RECEIVED_AT, receivedAt(draft))
                .set(Field.TIMESTAMP, Bodies.NOW.plusMillis(draft.offset()));
        draft.values().forEach(builder::set);
        draft.properties().forEach(builder::property);
        return builder.build();
    }

    /** Mostly that of the body; a replayed event keeps its own. */
    private static Instant receivedAt(EventDraft draft) {
        return draft.offset() % 5 == 0 ? Bodies.NOW.minusSeconds(100) : Bodies.NOW;
    }

    private static String clean(String text) {
        return Text.clean(text);
    }
}
