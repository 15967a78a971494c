package dev.tidemark.query.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.time.Granularity;
import dev.tidemark.query.answer.Answer;
import dev.tidemark.query.answer.AnswerMeta;
import dev.tidemark.query.answer.Column;
import dev.tidemark.query.answer.ColumnType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerFormatsTest {

    private static final Answer ANSWER = new Answer(
            List.of(
                    new Column("bucket", ColumnType.TIME),
                    new Column("properties.a,b", ColumnType.TEXT),
                    new Column("events", ColumnType.INTEGER),
                    new Column("sum(amount)", ColumnType.DECIMAL),
                    new Column("avg(duration_ms)", ColumnType.FLOAT)),
            List.of(
                    row(moment("2026-03-28T00:00:00+01:00"), "say \"hi\",\r\nyou", 3L, new BigDecimal("1.5E+25"), 0.1),
                    row(moment("2026-03-30T00:00:00+02:00"), "=1+1", Long.MAX_VALUE, new BigDecimal("-0.0001"), 1e21),
                    row(moment("2026-03-31T00:00:00+02:00"), "", 0L, null, 5000.0),
                    row(moment("2026-03-31T00:00:00+02:00"), null, 0L, null, null)),
            new AnswerMeta(
                    "embedded",
                    List.of("activity/day", "raw"),
                    true,
                    12,
                    OptionalLong.of(345),
                    moment("2026-03-28T00:00:00+01:00"),
                    moment("2026-04-01T00:00:00+02:00"),
                    ZoneId.of("Europe/Berlin"),
                    Granularity.DAY,
                    Optional.of(moment("2026-03-29T00:00:00+01:00")),
                    false));

    @Test
    void jsonHoldsEveryDigit() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AnswerJson.write(ANSWER, out);

        assertThat(out.toString(UTF_8).replace("],[", "],\n["))
                .isEqualTo(
                        "{\"columns\":[{\"name\":\"bucket\",\"type\":\"time\"},"
                                + "{\"name\":\"properties.a,b\",\"type\":\"text\"},{\"name\":\"events\",\"type\":\"integer\"},"
                                + "{\"name\":\"sum(amount)\",\"type\":\"decimal\"},"
                                + "{\"name\":\"avg(duration_ms)\",\"type\":\"float\"}],\"rows\":["
                                + """
                        ["2026-03-28T00:00:00+01:00","say \\"hi\\",\\r\\nyou",3,15000000000000000000000000,0.1],
                        ["2026-03-30T00:00:00+02:00","=1+1",9223372036854775807,-0.0001,1.0E21],
                        ["2026-03-31T00:00:00+02:00","",0,null,5000.0],
                        ["2026-03-31T00:00:00+02:00",null,0,null,null]]"""
                                + ",\"meta\":{\"store\":\"embedded\",\"served_by\":[\"activity/day\",\"raw\"],\"exact\":true,"
                                + "\"milliseconds\":12,\"rows_read\":345,\"from\":\"2026-03-28T00:00:00+01:00\","
                                + "\"to\":\"2026-04-01T00:00:00+02:00\",\"timezone\":\"Europe/Berlin\","
                                + "\"granularity\":\"day\",\"events_kept_since\":\"2026-03-29T00:00:00+01:00\",\"truncated\":false}}");
    }

    @Test
    void csvIsQuotedAndCannotRunFormulas() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AnswerCsv.write(ANSWER, out);

        assertThat(out.toString(UTF_8).replace("\r\n", "⏎\n")).isEqualTo("""
                bucket,"properties.a,b",events,sum(amount),avg(duration_ms)⏎
                2026-03-28T00:00:00+01:00,"say ""hi"",⏎
                you",3,15000000000000000000000000,0.1⏎
                2026-03-30T00:00:00+02:00,'=1+1,9223372036854775807,-0.0001,1.0E21⏎
                2026-03-31T00:00:00+02:00,"",0,,5000.0⏎
                2026-03-31T00:00:00+02:00,,0,,⏎
                """);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private static OffsetDateTime moment(String text) {
        return OffsetDateTime.parse(text);
    }
}
