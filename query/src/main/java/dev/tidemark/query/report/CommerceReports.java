package dev.tidemark.query.report;

import static dev.tidemark.domain.time.Granularity.DAY;
import static dev.tidemark.domain.time.Granularity.NONE;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.domain.time.Granularity;
import java.util.List;

/** Who organizes, what is sold, and what happens on the way there. Amounts are told of one currency at a time, never added up. */
final class CommerceReports {

    private static final String CURRENCIES = "currencies";
    private static final int MOST_CURRENCIES = 10;

    private static final Attribute CURRENCY = Attribute.of(Field.CURRENCY);
    private static final Attribute ORGANIZER = Attribute.of(Field.ORG_ID);
    private static final Attribute PRODUCT = Attribute.of(Field.PRODUCT_ID);

    private static final Shape DAILY = Shape.series(
            Measures.EVENTS,
            Measures.ACTORS,
            Measures.SESSIONS,
            Measures.EVENTS_PER_SESSION,
            Measures.PAGE_VIEWS,
            Measures.TRANSACTIONS,
            Measures.QUANTITY);

    private static final Shape ORGANIZERS = Shape.ranking(
                    List.of(ORGANIZER),
                    Measures.EVENTS,
                    Measures.ACTORS,
                    Measures.SESSIONS,
                    Measures.PAGE_VIEWS,
                    Measures.TRANSACTIONS,
                    Measures.QUANTITY)
            .where(new Filter.Exists(ORGANIZER));

    private static final Shape PRODUCTS = Shape.ranking(
                    List.of(PRODUCT),
                    Measures.EVENTS,
                    Measures.TRANSACTIONS,
                    Measures.QUANTITY,
                    new Measure.Ratio("transactions_per_event", Measures.SALES, Measures.COUNT))
            .where(new Filter.Exists(PRODUCT));

    static final List<Report> ALL = List.of(
            withAmounts("daily-metrics", "what happened each day, in one row", DAY, Reports.SERIES, DAILY),
            withAmounts("organizers", "what organizers' events bring", NONE, Reports.RANKING, ORGANIZERS),
            withAmounts(
                    "products",
                    "which products events are about, and which are sold",
                    NONE,
                    Reports.RANKING,
                    PRODUCTS));

    private CommerceReports() {}

    private static Report withAmounts(String name, String summary, Granularity granularity, int limit, Shape shape) {
        return Report.of(name, summary, Reports.THIRTY_DAYS, granularity, limit, shape)
                .taking(List.of(CURRENCIES), request -> shape.showing(amounts(request)));
    }

    private static List<Measure> amounts(ReportRequest request) {
        List<String> currencies = ReportParser.listed(request, CURRENCIES).stream()
                .map(named -> Text.clean(named.text("a currency")))
                .distinct()
                .toList();
        if (currencies.size() > MOST_CURRENCIES || currencies.contains("")) {
            throw request.all(CURRENCIES)
                    .getFirst()
                    .mistake("at most " + MOST_CURRENCIES + " currencies, separated by commas");
        }
        return currencies.stream().map(CommerceReports::amountIn).toList();
    }

    private static Measure amountIn(String currency) {
        return new Measure.Direct(
                "amount(" + currency + ")",
                new Aggregate.Filtered(Measures.AMOUNT, Measures.equal(CURRENCY, currency)));
    }
}
