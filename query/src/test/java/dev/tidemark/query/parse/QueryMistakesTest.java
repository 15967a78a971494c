package dev.tidemark.query.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.query.mistake.Mistake;
import dev.tidemark.query.mistake.QueryMistakeException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about common mistakes, word for word. */
class QueryMistakesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "measures":["evnts"]                     | measures[0] is "evnts", expected events, actors, sessions, devices, unique(x), count(x), sum(x), avg(x), min(x), max(x) or p0.1(x) to p100(x); did you mean 'events'?
            "measures":["sum(amont)"]                | measures[0] is "sum(amont)", expected a field that holds numbers or properties.<key>; did you mean 'amount'?
            "measures":["sum(revenue)"]              | measures[0] is "sum(revenue)", expected 'amount', the name that 'revenue' is stored under
            "measures":["sum(platform)"]             | measures[0] is "sum(platform)", expected a field that holds numbers or properties.<key>
            "measures":["uniqe(user_id)"]            | measures[0] is "uniqe(user_id)", expected events, actors, sessions, devices, unique(x), count(x), sum(x), avg(x), min(x), max(x) or p0.1(x) to p100(x); did you mean 'unique'?
            "measures":["p0(duration_ms)"]           | measures[0] is "p0(duration_ms)", expected a percentile above 0 and at most 100
            "measures":["p101(duration_ms)"]         | measures[0] is "p101(duration_ms)", expected a percentile above 0 and at most 100
            "measures":["events","events"]           | measures[1] is "events", expected each measure once
            "measures":[{"measure":"events","as":"n"}] | measures[0] is {"measure":"events","as":"n"}, expected {"measure":"events","filter":{…},"as":"name"}
            "measures":[{"measure":"evnts","filter":{"and":[]},"as":"n"}] | measures[0].measure is "evnts", expected events, actors, sessions, devices, unique(x), count(x), sum(x), avg(x), min(x), max(x) or p0.1(x) to p100(x); did you mean 'events'?
            "measures":[{"measure":"events","filter":{"eq":["contry","US"]},"as":"n"}] | measures[0].filter.eq[0] is "contry", expected a field to filter by or properties.<key>; did you mean 'country'?
            "measures":[{"measure":"events","filter":{"and":[]},"as":" "}] | measures[0].as is " ", expected a name of 1 to 100 characters
            "measures":[{"measure":"p50(duration_ms)","filter":{"and":[]},"as":"n"}] | measures[0].measure is "p50(duration_ms)", expected a count, sum, avg, min or max: of percentiles filter the whole query
            "measures":"events"                      | measures is "events", expected a list of measures
            "measures":[7]                           | measures[0] is 7, expected events, actors, sessions, devices, unique(x), count(x), sum(x), avg(x), min(x), max(x) or p0.1(x) to p100(x)
            "dimensions":["platfrom"]                | dimensions[0] is "platfrom", expected a field to group by or properties.<key>; did you mean 'platform'?
            "dimensions":["Platform"]                | dimensions[0] is "Platform", expected a field to group by or properties.<key>; did you mean 'platform'?
            "dimensions":["project_id"]              | dimensions[0] is "project_id", expected 'app_id', the name that 'project_id' is stored under
            "dimensions":["tenant_id"]               | dimensions[0] is "tenant_id", expected a field to group by or properties.<key>
            "dimensions":["amount"]                  | dimensions[0] is "amount", expected a field to group by or properties.<key>
            "dimensions":["properties."]             | dimensions[0] is "properties.", expected a field to group by or properties.<key>
            "dimensions":["os","os"]                 | dimensions[1] is "os", expected each dimension once
            "granularity":"hours"                    | granularity is "hours", expected one of 1m, 5m, hour, day, week, month, none; did you mean 'hour'?
            "granularity":"1h"                       | granularity is "1h", expected one of 1m, 5m, hour, day, week, month, none
            "week_start":"tuesday"                   | week_start is "tuesday", expected monday or sunday
            "timezone":"Europe/Berln"                | timezone is "Europe/Berln", expected a time zone such as Europe/Berlin, UTC or +05:30; did you mean 'Europe/Berlin'?
            "timezone":"Mars/Base"                   | timezone is "Mars/Base", expected a time zone such as Europe/Berlin, UTC or +05:30
            "to":"-8d"                               | to is "-8d", expected a time after from, which is 2026-03-08T10:20:30.456Z; to is not part of the range
            "to":"tomorrow"                          | to is "tomorrow", expected a date (2026-01-31), a date and time (2026-01-31T12:00, 2026-01-31T12:00:00Z, 2026-01-31T12:00:00+01:00) or a relative time (now, today, -7d, today-1mo; units m h d w mo y)
            "to":1769860800000                       | to is 1769860800000, expected a date (2026-01-31), a date and time (2026-01-31T12:00, 2026-01-31T12:00:00Z, 2026-01-31T12:00:00+01:00) or a relative time (now, today, -7d, today-1mo; units m h d w mo y)
            "limit":0                                | limit is 0, expected a whole number from 1 to 5000
            "limit":1.5                              | limit is 1.5, expected a whole number from 1 to 5000
            "limit":99999999999                      | limit is 99999999999, expected a whole number from 1 to 5000
            "timeout_ms":60000                       | timeout_ms is 60000, expected a whole number from 1 to 30000
            "approximate":"no"                       | approximate is "no", expected true or false
            "app_id":7                               | app_id is 7, expected the name of an app
            "fill":true                              | fill is true, expected it only with a granularity and without dimensions
            "order_by":["events"]                    | order_by[0] is "events", expected a column and its direction, such as ["events","desc"]
            "order_by":[["actors","desc"]]           | order_by[0][0] is "actors", expected a column of this query: events
            "order_by":[["evnts","desc"]]            | order_by[0][0] is "evnts", expected a column of this query: events; did you mean 'events'?
            "order_by":[["events","down"]]           | order_by[0][1] is "down", expected asc or desc
            "order_by":[["bucket"]]                  | order_by[0][0] is "bucket", expected a column of this query: events
            "filters":{}                             | filters is no part of a query, expected one of tenant_id, app_id, from, to, timezone, granularity, week_start, measures, dimensions, filter, order_by, limit, fill, compare, totals, rollups, approximate, timeout_ms; did you mean 'filter'?
            "filter":{}                              | filter is an object of 0 members, expected one filter, so exactly one of: and, or, not, eq, ne, in, gt, ge, lt, le, exists, contains, starts_with
            "filter":[]                              | filter is [], expected one filter such as {"eq":["platform","ios"]}
            "filter":{"eq":["a","b"],"ne":["a","b"]} | filter is an object of 2 members, expected one filter, so exactly one of: and, or, not, eq, ne, in, gt, ge, lt, le, exists, contains, starts_with
            "filter":{"equals":["a","b"]}            | filter is {"equals":["a","b"]}, expected a filter: and, or, not, eq, ne, in, gt, ge, lt, le, exists, contains, starts_with
            "filter":{"startswith":["a","b"]}        | filter is {"startswith":["a","b"]}, expected a filter: and, or, not, eq, ne, in, gt, ge, lt, le, exists, contains, starts_with; did you mean 'starts_with'?
            "filter":{"and":[{"not":{"eq":["platfrom","ios"]}}]} | filter.and[0].not.eq[0] is "platfrom", expected a field to filter by or properties.<key>; did you mean 'platform'?
            "filter":{"eq":["platform"]}             | filter.eq is ["platform"], expected a list of two: a field, and a value or null
            "filter":{"eq":["platform",["ios"]]}     | filter.eq[1] is ["ios"], expected a text, as platform holds text
            "filter":{"eq":["app_version",2]}        | filter.eq[1] is 2, expected a text, as app_version holds text; put it in quotes
            "filter":{"ge":["status_code","500"]}    | filter.ge[1] is "500", expected a number, as status_code holds numbers; leave out the quotes
            "filter":{"gt":["country",null]}         | filter.gt[1] is null, expected a text, as country holds text
            "filter":{"eq":["bytes",1e999999999]}    | filter.eq[1] is 1E+999999999, expected a number of at most 30 digits
            "filter":{"eq":["platform",1e999999999]} | filter.eq[1] is 1E+999999999, expected a text, as platform holds text; put it in quotes
            "filter":{"in":["country","US"]}         | filter.in[1] is "US", expected a list of values
            "filter":{"contains":["amount","1"]}     | filter.contains[0] is "amount", expected a field that holds text, or properties.<key>
            "filter":{"exists":["country"]}          | filter.exists is ["country"], expected a field to filter by or properties.<key>
            "filter":{"and":{"eq":["os","x"]}}       | filter.and is {"eq":["os","x"]}, expected a list of filters
            "filter":{"eq":["tenant_id","other"]}    | filter.eq[0] is "tenant_id", expected a field to filter by or properties.<key>
            """)
    void mistakesAreExplained(String member, String message) {
        assertThat(mistake("{\"from\":\"-7d\"," + member + "}").detail()).isEqualTo(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                      | query is [], expected a JSON object such as {"from":"-7d","measures":["events"]}
            {}                      | from is missing, expected where the range begins, such as "2026-01-31" or "-7d"
            {"from":"-7d"           | query is not valid JSON at line 1, column 14: Unexpected end-of-input: expected close marker for Object
            """)
    void unreadableQueriesAreExplained(String query, String message) {
        assertThat(mistake(query).detail()).isEqualTo(message);
    }

    @Test
    void whatMayStandThereIsListed() {
        Mistake mistake = mistake("{\"from\":\"-7d\",\"dimensions\":[\"os\",\"contry\"]}");
        assertThat(mistake.path()).isEqualTo("dimensions[1]");
        assertThat(mistake.nearest()).hasValue("country");
        assertThat(mistake.allowed())
                .contains("platform", "country", "status_code")
                .doesNotContain("amount");
    }

    @Test
    void tooManyBucketsAreRefused() {
        assertThat(mistake("{\"from\":\"2000-01-01\",\"to\":\"2001-01-01\",\"granularity\":\"1m\"}")
                        .detail())
                .isEqualTo("granularity: '1m' makes about 527040 buckets of this range, expected at most 50000;"
                        + " ask for a shorter range or wider buckets");
    }

    @Test
    void filtersAreBoundedInDepth() {
        assertThat(mistake(nested(20)).detail()).endsWith(": filters are nested deeper than 20, expected at most that");
        Ask.query(nested(19));
    }

    @Test
    void filtersAreBoundedInNumber() {
        String one = "{\"exists\":\"os\"}";
        String many = IntStream.range(0, 1_000).mapToObj(i -> one).collect(Collectors.joining(","));
        assertThat(mistake("{\"from\":\"-7d\",\"filter\":{\"or\":[" + many + "]}}")
                        .detail())
                .isEqualTo("filter.or[999]: there are more than 1000 filters, expected at most that;"
                        + " \"in\" compares with many values at once");
    }

    @Test
    void listsOfValuesAreBounded() {
        String values =
                IntStream.rangeClosed(0, 10_000).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(","));
        assertThat(mistake("{\"from\":\"-7d\",\"filter\":{\"in\":[\"os\",[" + values + "]]}}")
                        .detail())
                .isEqualTo("filter.in[1] is a list of 10001 entries, expected at most 10000");
        String half = values.substring(0, values.indexOf(",\"6000\""));
        assertThat(mistake("{\"from\":\"-7d\",\"filter\":{\"and\":[{\"in\":[\"os\",[" + half + "]]},{\"in\":[\"os\",["
                                + half + "]]}]}}")
                        .detail())
                .isEqualTo("filter.and[1].in: all \"in\" together list more than 10000 values, expected at most that");
    }

    @Test
    void longBodiesAreRefused() {
        assertThat(mistake(" ".repeat(QueryParser.MAX_BYTES + 1)).detail())
                .isEqualTo("query is 1048577 bytes long, expected at most 1048576");
    }

    @Test
    void aMemberGivenTwiceIsAMistake() {
        assertThat(mistake("{\"from\":\"-7d\",\"from\":\"-8d\"}").detail()).contains("Duplicate field 'from'");
    }

    @Test
    void nothingIsNoQuery() {
        assertThat(mistake("").detail()).isEqualTo("query is empty, expected a JSON object");
    }

    private static String nested(int depth) {
        return "{\"from\":\"-7d\",\"filter\":" + "{\"not\":".repeat(depth) + "{\"exists\":\"os\"}" + "}".repeat(depth)
                + "}";
    }

    private static Mistake mistake(String query) {
        QueryMistakeException thrown = catchThrowableOfType(QueryMistakeException.class, () -> Ask.query(query));
        assertThat(thrown).as(query).isNotNull();
        return thrown.mistake();
    }
}
