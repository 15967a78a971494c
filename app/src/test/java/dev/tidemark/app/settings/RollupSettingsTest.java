package dev.tidemark.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollupSettingsTest {

    private static final Filter PURCHASES =
            new Filter.Compare(Attribute.of(Field.EVENT_TYPE), Comparison.EQUAL, new Literal.Text("purchase"));

    @TempDir
    Path directory;

    @Test
    void aRollupIsWrittenInTheWordsOfTheQueryLanguage() throws IOException {
        Settings settings = load("""
                tidemark:
                  rollups:
                    - name: plans
                      filter: '{"eq":["event_type","purchase"]}'
                      granularities: [day, 5m]
                      dimensions: [app_id, properties.plan]
                      measures: [events, sum(amount), max(duration_ms), p95(duration_ms), avg(amount), histogram(bytes)]
                """);
        Attribute amount = Attribute.of(Field.AMOUNT);
        Attribute duration = Attribute.of(Field.DURATION_MS);
        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.rollups())
                .containsExactly(new RollupDefinition(
                        "plans",
                        PURCHASES,
                        List.of(Granularity.FIVE_MINUTES, Granularity.DAY),
                        List.of(Attribute.of(Field.APP_ID), Attribute.ofProperty("plan")),
                        List.of(
                                new Aggregate.Count(),
                                new Aggregate.Sum(amount),
                                new Aggregate.Maximum(duration),
                                new Aggregate.Bins(duration),
                                new Aggregate.ValueCount(amount),
                                new Aggregate.Bins(Attribute.of(Field.BYTES)))));
    }

    @Test
    void theFilterMayBeStructuredAndMuchMayBeLeftOut() throws IOException {
        Settings settings = load("""
                tidemark:
                  rollups:
                    - {name: all, dimensions: [platform]}
                    - name: purchases
                      filter: {eq: [event_type, purchase]}
                """);
        List<Granularity> usual = List.of(Granularity.HOUR, Granularity.DAY);
        List<Aggregate> count = List.of(new Aggregate.Count());
        assertThat(settings.rollups())
                .containsExactly(
                        new RollupDefinition("all", Filter.ALL, usual, List.of(Attribute.of(Field.PLATFORM)), count),
                        new RollupDefinition("purchases", PURCHASES, usual, List.of(), count));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                          | [0], name is 'null', expected up to 32 lower-case letters
            {name: Plans}                               | [0], name is 'Plans', expected up to 32 lower-case letters
            {name: activity}                            | name is 'activity', expected a name other than those there are
            {name: a, filter: {eq: [plattform, ios]}}   | [0], filter.eq[0] is "plattform", expected a field to filter by
            {name: a, filter: '{"eq"'}                  | [0], filter is not valid JSON
            {name: a, granularities: [week]}            | granularities[0] is 'week', expected one of: 1m, 5m, hour, day
            {name: a, dimensions: [amount]}             | dimensions[0] is "amount", expected a field to group by
            {name: a, dimensions: [os, os]}             | names a dimension or measure twice
            {name: a, measures: [sum(city)]}            | measures[0] is "sum(city)", expected a field that holds numbers
            {name: a, measures: [actors]}               | distinct values are counted of any attribute that is among the dim
            {name: a, measure: [events]}                | has [measure], expected only dimensions, filter, granularities
            7                                           | [0] is '7', expected a mapping
            """)
    void aWrongRollupIsNamedWithWhatIsAllowed(String rollup, String problem) {
        assertThat(problems("tidemark: {rollups: [%s]}".formatted(rollup)))
                .singleElement()
                .asString()
                .startsWith("tidemark.rollups in server.yml[0]")
                .contains(problem);
    }

    @Test
    void aNameTwiceAndNoListAreRefused() {
        assertThat(problems("tidemark: {rollups: [{name: a}, {name: a}]}"))
                .singleElement()
                .asString()
                .contains("[1], name is 'a'");
        assertThat(problems("tidemark: {rollups: plans}"))
                .singleElement()
                .asString()
                .contains("expected a list");
    }

    private List<String> problems(String yaml) {
        return catchThrowableOfType(SettingsException.class, () -> load(yaml)).problems();
    }

    private Settings load(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("server.yml"), yaml);
        return Settings.load(Map.of("TIDEMARK_CONFIG", file.toString()));
    }
}
