package dev.tidemark.query.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.query.answer.Question;
import dev.tidemark.query.mistake.ForeignTenantException;
import dev.tidemark.query.mistake.QueryMistakeException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is sent, it is a question or a mistake that says where. */
class QueryParserPropertiesTest {

    private static final String QUERY = """
            {"app_id":"shop","from":"2026-03-01","to":"-1d","timezone":"Europe/Berlin","granularity":"week",\
            "week_start":"sunday","measures":["events","sum(amount)","p99.9(duration_ms)"],\
            "dimensions":["platform","properties.plan"],"filter":{"and":[{"eq":["event_type","screen_view"]},\
            {"not":{"in":["country",["US",null]]}},{"ge":["status_code",500]}]},\
            "order_by":[["sum(amount)","desc"],["bucket","asc"]],"limit":10,"approximate":false,"timeout_ms":9}""";

    private static final List<String> WORDS = List.of(
            "null",
            "-1",
            "1e999999999",
            "1e9999999999",
            "10e2147483647",
            "\"\"",
            "[]",
            "{}",
            "true",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[[[[",
            "}",
            "\"",
            ",");

    @Property(tries = 3_000)
    void damagedQueriesAreQuestionsOrMistakes(@ForAll("damaged") String query) {
        read(query.getBytes(UTF_8));
    }

    @Property(tries = 1_000)
    void anyBytesAreQuestionsOrMistakes(@ForAll byte[] bytes) {
        read(bytes);
    }

    @Property(tries = 300)
    void repetitionWithoutEndIsAMistake(@ForAll("members") String member, @ForAll("repeated") String part) {
        String value = part.repeat(200_000 / part.length());
        read(("{\"from\":\"-7d\",\"" + member + "\":\"" + value + "\"}").getBytes(UTF_8));
        read(("{\"from\":\"-7d\",\"" + member + "\":[\"" + value + "\"]}").getBytes(UTF_8));
    }

    @Example
    void aNameOfNothingButNulIsAMistakeWithAPlace() {
        read("{\"from\":\"-7d\",\"\\u0000\":1}".getBytes(UTF_8));
    }

    private static void read(byte[] body) {
        QueryParser parser = new QueryParser(Ask.LIMITS, Clock.fixed(Ask.NOW, ZoneOffset.UTC));
        try {
            Question question = parser.parse(body, Ask.TENANT);
            assertThat(question.tenant()).isEqualTo(Ask.TENANT);
        } catch (QueryMistakeException e) {
            assertThat(e.mistake().path()).isNotBlank();
            assertThat(e)
                    .as(new String(body, ISO_8859_1))
                    .hasMessageStartingWith(e.mistake().path());
        } catch (ForeignTenantException e) {
            assertThat(new String(body, UTF_8)).contains("tenant_id");
        }
    }

    @Provide
    Arbitrary<String> damaged() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, QUERY.length()),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.oneOf(
                                Arbitraries.of(WORDS), Arbitraries.strings().ofMaxLength(3)))
                .as((at, cut, word) ->
                        QUERY.substring(0, at) + word + QUERY.substring(Math.min(QUERY.length(), at + cut)));
    }

    @Provide
    Arbitrary<String> members() {
        return Arbitraries.of(
                "app_id",
                "from",
                "to",
                "timezone",
                "granularity",
                "week_start",
                "measures",
                "dimensions",
                "order_by",
                "limit");
    }

    @Provide
    Arbitrary<String> repeated() {
        return Arbitraries.of("-1d", "(", "p9", "a.", "properties.", "Europe/", "9", " ", "+", "é");
    }
}
