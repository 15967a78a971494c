package dev.tidemark.app.questions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.decode.BodyFormat;
import dev.tidemark.ingestion.decode.Decoded;
import dev.tidemark.ingestion.decode.DecoderLimits;
import dev.tidemark.ingestion.decode.EventCheck;
import dev.tidemark.ingestion.decode.EventDecoder;
import dev.tidemark.query.answer.Answer;
import dev.tidemark.query.answer.BehaviorEngine;
import dev.tidemark.query.answer.QueryEngine;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.answer.Turns;
import dev.tidemark.query.parse.BehaviorParser;
import dev.tidemark.query.parse.QueryParser;
import dev.tidemark.query.report.BehaviorReportParser;
import dev.tidemark.query.report.ReportParser;
import dev.tidemark.storage.embedded.EmbeddedSettings;
import dev.tidemark.storage.embedded.EmbeddedStorage;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every request of {@code docs/questions.md} gives the right numbers about the histories in {@code src/test/resources/questions}, a
 * tenant per document. The numbers stand in {@link RightNumbers}, worked out by hand.
 */
class QuestionsTest {

    private static final Clock CLOCK = Clock.fixed(RightNumbers.NOW, ZoneOffset.UTC);
    private static final QueryLimits LIMITS = QueryLimits.DEFAULT;
    private static final double WITHIN = 0.01;

    @TempDir
    static Path directory;

    private static EmbeddedStorage storage;

    @BeforeAll
    static void storeTheHistories() throws IOException {
        storage = EmbeddedStorage.open(
                EmbeddedSettings.of(directory.resolve("questions.duckdb")), BuiltInRollups.all(), CLOCK);
        for (String document : RightNumbers.DOCUMENTS) {
            store(tenant(document));
        }
    }

    @AfterAll
    static void close() {
        storage.close();
    }

    static Stream<QuestionsPage.Request> requests() throws IOException {
        return QuestionsPage.requests().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void givesTheRightNumbers(QuestionsPage.Request request) {
        List<String> right = RightNumbers.of(request.document(), request.question());
        List<List<@Nullable Object>> rows = answer(request).rows();
        assertThat(rows.stream()
                        .map(row -> row.stream().map(QuestionsTest::text).toList())
                        .toList())
                .usingElementComparator(QuestionsTest::compare)
                .isEqualTo(
                        right.stream().map(row -> List.of(row.split(" \\| "))).toList());
    }

    @Test
    void eachQuestionStandsOnThePageOnce() throws IOException {
        assertThat(requests().map(request -> request.document() + ": " + request.question()))
                .containsExactlyElementsOf(RightNumbers.questions());
    }

    private static Answer answer(QuestionsPage.Request request) {
        TenantId tenant = tenant(request.document());
        String address = request.address();
        byte[] body = request.body().getBytes(UTF_8);
        return switch (address) {
            case "/v1/query" ->
                new QueryEngine(storage, LIMITS, new Turns(LIMITS))
                        .answer(new QueryParser(LIMITS, CLOCK).parse(body, tenant));
            case "/v1/reports/funnel" ->
                new BehaviorEngine(storage, LIMITS, new Turns(LIMITS))
                        .answer(new BehaviorParser(LIMITS, CLOCK).funnel(body, tenant));
            default -> report(address, tenant);
        };
    }

    private static Answer report(String address, TenantId tenant) {
        String[] parts = address.substring("/v1/reports/".length()).split("\\?", 2);
        Map<String, List<String>> parameters = parameters(parts.length > 1 ? parts[1] : "");
        return new ReportParser(LIMITS, CLOCK)
                .parse(parts[0], parameters, tenant)
                .map(question -> new QueryEngine(storage, LIMITS, new Turns(LIMITS)).answer(question))
                .or(() -> new BehaviorReportParser(LIMITS, CLOCK)
                        .parse(parts[0], parameters, tenant)
                        .map(question -> new BehaviorEngine(storage, LIMITS, new Turns(LIMITS)).answer(question)))
                .orElseThrow(() -> new IllegalStateException("there is no report " + parts[0]));
    }

    private static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
            int equals = parameter.indexOf('=');
            parameters
                    .computeIfAbsent(parameter.substring(0, equals), name -> new ArrayList<>())
                    .add(URLDecoder.decode(parameter.substring(equals + 1), UTF_8));
        }
        return parameters;
    }

    private static TenantId tenant(String document) {
        return new TenantId(document.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }

    private static void store(TenantId tenant) throws IOException {
        EventDecoder decoder = new EventDecoder(DecoderLimits.DEFAULT, moment -> UUID.randomUUID(), EventCheck.NONE);
        try (InputStream history =
                QuestionsTest.class.getResourceAsStream("/questions/" + tenant.value() + ".ndjson")) {
            Decoded decoded = decoder.decode(history.readAllBytes(), BodyFormat.LINES, tenant, RightNumbers.NOW);
            if (!(decoded instanceof Decoded.Events(var events, var rejections, var _)) || !rejections.isEmpty()) {
                throw new IllegalStateException("the history of " + tenant + " came as " + decoded);
            }
            storage.eventWriter().append(new EventBatch(events));
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }

    /** A number after a tilde is right within one percent. */
    private static int compare(List<String> actual, List<String> right) {
        boolean same = actual.size() == right.size();
        for (int i = 0; same && i < right.size(); i++) {
            same = right.get(i).startsWith("~")
                    ? isNear(actual.get(i), Double.parseDouble(right.get(i).substring(1)))
                    : right.get(i).equals(actual.get(i));
        }
        return same ? 0 : 1;
    }

    private static boolean isNear(String actual, double right) {
        return !actual.equals("null") && Math.abs(Double.parseDouble(actual) - right) <= right * WITHIN;
    }
}
