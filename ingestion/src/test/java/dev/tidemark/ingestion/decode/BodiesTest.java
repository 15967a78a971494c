package dev.tidemark.ingestion.decode;

import static dev.tidemark.ingestion.decode.Decoding.codes;
import static dev.tidemark.ingestion.decode.Decoding.decode;
import static dev.tidemark.ingestion.decode.Decoding.events;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.RejectionCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {

    private static final String GOOD = "{\"event_type\":\"t\"}";

    private static List<String> types(Decoded decoded) {
        return ((Decoded.Events) decoded)
                .events().stream().map(event -> event.type()).toList();
    }

    private static Decoded lines(String body) {
        return decode(body.getBytes(UTF_8), BodyFormat.LINES);
    }

    @Test
    void severalRootValues() {
        String body =
                "{\"event_type\":\"a\"}\n\n [{\"event_type\":\"b\"},\n{\"event_type\":\"c\"}] {\n\"event_type\":\"d\"\n}";

        assertThat(types(decode("{\"event_type\":\"z\"} " + body.replace("\n", " "))))
                .containsExactly("z", "a", "b", "c", "d");
        assertThat(types(decode("[]"))).isEmpty();
        assertThat(types(decode("\uFEFF [" + GOOD + "]"))).containsExactly("t");
    }

    @Test
    void elementsThatAreNoObjectsAreRejectedByIndex() {
        Decoded.Events decoded = events("[1, " + GOOD + ", \"two\", [3, {}], " + GOOD + ", null , true]");

        assertThat(decoded.events()).hasSize(2);
        assertThat(decoded.rejections()).extracting(Rejection::index).containsExactly(0, 2, 3, 5, 6);
        assertThat(decoded.rejections())
                .extracting(Rejection::raw)
                .containsExactly("1", "\"two\"", "[3, {}]", "null", "true");
        assertThat(codes(decoded)).containsOnly(RejectionCode.UNREADABLE);
    }

    @Test
    void rejectedEventKeepsItsTextAndItsNeighbours() {
        Decoded.Events decoded =
                events("[" + GOOD + ", {\"event_type\": 1, \"quantity\": {\"a\":[{}]}, \"x\": {}} ," + GOOD + "]");

        assertThat(decoded.events()).hasSize(2);
        assertThat(decoded.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.index()).isEqualTo(1);
            assertThat(rejection.raw()).isEqualTo("{\"event_type\": 1, \"quantity\": {\"a\":[{}]}, \"x\": {}}");
        });
    }

    @Test
    void badLineRejectsThatLineOnly() {
        Decoded decoded = lines(GOOD + "\r\n{\"event_type\":\n\n  \n" + GOOD + GOOD + "\nnull\n  " + GOOD
                + "  \n{\"event_type\":\"t\"\n\uFFFF\n");

        assertThat(types(decoded)).hasSize(2);
        assertThat(((Decoded.Events) decoded).rejections())
                .extracting(Rejection::index)
                .containsExactly(1, 2, 3, 5, 6);
        assertThat(((Decoded.Events) decoded)
                        .rejections()
                        .getFirst()
                        .violation()
                        .message())
                .contains("line 2 column");
    }

    @Test
    void linesAreRecognisedByTheFirst() {
        Decoded.Events decoded = events("\n" + GOOD + "\n{oops\n" + GOOD);

        assertThat(decoded.events()).hasSize(2);
        assertThat(decoded.rejections()).singleElement().satisfies(rejection -> assertThat(rejection.raw())
                .isEqualTo("{oops"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1}x | 1 | 7",
                "[{\"event_type\":\"t\"},{\"a\" 1}] | 1 | 26",
                "[{\"event_type\":\"t\"} | 1 | 20",
                "[{\"event_type\":\"t\", \"os\":{}, \"x\":tru}] | 1 | 35",
                "{\"a\":\"b | 1 | 7",
                "42 | 1 | 0",
                "\"text\" | 1 | 0",
                "null | 1 | 0",
                "event_type=t&x=1 | 1 | 10",
                "{\"a\":01} | 1 | 6",
                "{\"a\":NaN} | 1 | 8",
                "[{},] | 1 | 4"
            })
    void syntaxErrorsMakeTheBodyUnreadable(String body, long line, long offset) {
        assertThat(decode(body)).isInstanceOfSatisfying(Decoded.Unreadable.class, unreadable -> {
            assertThat(unreadable.line()).isEqualTo(line);
            assertThat(unreadable.offset()).isBetween(offset - 2, offset + 2);
            assertThat(unreadable.message()).startsWith("the body is no JSON: ");
        });
    }

    @Test
    void placeOfASyntaxErrorIsTold() {
        assertThat(decode("[\n  " + GOOD + ",\n  {\"event_type\":x}\n]"))
                .isInstanceOfSatisfying(Decoded.Unreadable.class, unreadable -> {
                    assertThat(unreadable.line()).isEqualTo(3);
                    assertThat(unreadable.column()).isBetween(17L, 19L);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n ", "\uFEFF"})
    void emptyBody(String body) {
        assertThat(decode(body))
                .isInstanceOfSatisfying(Decoded.Unreadable.class, unreadable -> assertThat(unreadable.message())
                        .contains("empty"));
        assertThat(lines(body)).isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void otherEncodingsAreNamed() {
        assertThat(decode(GOOD.getBytes(UTF_16), BodyFormat.DETECT))
                .isInstanceOfSatisfying(Decoded.Unreadable.class, unreadable -> assertThat(unreadable.message())
                        .contains("UTF-16"));
    }

    @Test
    void longEventIsRejectedAlone() {
        String large = "{\"event_type\":\"t\",\"x\":[\"" + "y".repeat(100_000) + "\"]}";

        Decoded.Events decoded = events("[" + GOOD + "," + large + "," + GOOD + "]");
        assertThat(decoded.events()).hasSize(2);
        assertThat(codes(decoded)).containsExactly(RejectionCode.TOO_LARGE);
        assertThat(decoded.rejections().getFirst().raw()).isEqualTo(large.substring(0, 100_000));
        assertThat(codes((Decoded.Events) lines(GOOD + "\n" + large + "\n" + GOOD)))
                .containsExactly(RejectionCode.TOO_LARGE);
    }

    @Test
    void deepEventIsRejectedAlone() {
        for (String deep :
                List.of("[".repeat(5000) + "]".repeat(5000), "{\"a\":".repeat(5000) + "1" + "}".repeat(5000))) {
            String body = "[" + GOOD + ",{\"event_type\":\"t\",\"x\":" + deep + "}," + GOOD + "]";

            assertThat(events(body).events()).hasSize(2);
            assertThat(codes(events(body))).containsExactly(RejectionCode.UNREADABLE);
        }
        assertThat(decode("[".repeat(100_000))).isInstanceOf(Decoded.Unreadable.class);
        String atTheLimit = "[".repeat(63) + "]".repeat(63);
        assertThat(Decoding.eventWith("\"x\":" + atTheLimit).properties()).containsEntry("x", atTheLimit);
    }

    @Test
    void tooManyPropertiesOrTooMuchOfThem() {
        StringBuilder many = new StringBuilder("\"k0\":0");
        for (int i = 1; i < 256; i++) {
            many.append(",\"k").append(i).append("\":0");
        }
        assertThat(Decoding.eventWith(many.toString()).properties()).hasSize(256);
        assertThat(Decoding.codeWith(many + ",\"k256\":0")).isEqualTo(RejectionCode.TOO_MANY_PROPERTIES);
        assertThat(Decoding.eventWith("\"k\":\"" + "x".repeat(65_535) + "\"").properties())
                .hasSize(1);
        assertThat(Decoding.codeWith("\"k\":\"" + "x".repeat(65_536) + "\""))
                .isEqualTo(RejectionCode.TOO_MANY_PROPERTIES);
        assertThat(Decoding.codeWith("\"k\":\"" + "ü".repeat(32_768) + "\""))
                .isEqualTo(RejectionCode.TOO_MANY_PROPERTIES);
    }

    @Test
    void tooManyEventsAreRefusedTogether() {
        String thousand = (GOOD + "\n").repeat(1000);
        assertThat(types(lines(thousand))).hasSize(1000);
        assertThat(lines(thousand + GOOD)).isEqualTo(new Decoded.TooMany(1000));
        assertThat(decode("[" + thousand.strip().replace("\n", ",") + ",1]")).isEqualTo(new Decoded.TooMany(1000));
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-ndjson,LINES",
        "application/x-ndjson; charset=utf-8,LINES",
        "Application/NDJSON,LINES",
        "application/jsonl,LINES",
        "text/plain,DETECT",
        "application/json,DETECT",
        "application/x-www-form-urlencoded,DETECT",
        "'',DETECT"
    })
    void formatByContentType(String contentType, BodyFormat format) {
        assertThat(BodyFormat.ofContentType(contentType)).isEqualTo(format);
    }
}
