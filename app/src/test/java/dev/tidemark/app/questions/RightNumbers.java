package dev.tidemark.app.questions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the questions of {@code docs/questions.md} must be answered with, worked out by hand from the histories: a line per row, its cells
 * apart by bars. A cell with a tilde is a percentile, right within one percent.
 */
final class RightNumbers {

    /** A Sunday, when all questions are asked. */
    static final Instant NOW = Instant.parse("2026-03-15T12:02:30Z");

    static final List<String> DOCUMENTS =
            List.of("Bilten", "Mobigen", "Request metrics", "Citus tutorial", "OTA analytics");

    private static final Map<String, List<String>> ROWS = new LinkedHashMap<>();

    static {
        right(
                "Bilten",
                "Daily event counts by organizer",
                "2026-03-15T00:00Z | org-1 | 2 | 1",
                "2026-03-15T00:00Z | org-2 | 2 | 1",
                "2026-03-14T00:00Z | org-1 | 3 | 2",
                "2026-03-14T00:00Z | org-2 | 1 | 1",
                "2026-03-01T00:00Z | org-1 | 1 | 1");
        right("Bilten", "Event funnel analysis", "page_view | 5 | 3", "ticket_sale | 2 | 2", "click | 1 | 1");
        right("Bilten", "Conversion rates by event type", "5 | 2 | 1 | 0.4 | 0.2");
        right(
                "Bilten",
                "Revenue analytics",
                "2026-03-15T00:00Z | org-1 | 80 | 1 | 80.0",
                "2026-03-14T00:00Z | org-1 | 100 | 1 | 50.0");
        right(
                "Bilten",
                "Revenue per day, currency and organizer",
                "2026-03-15T00:00Z | USD | org-1 | 1 | 80 | 1 | 80",
                "2026-03-14T00:00Z | USD | org-1 | 1 | 100 | 2 | 50");
        right(
                "Bilten",
                "Organizer daily metrics",
                "2026-03-15T00:00Z | org-1 | 2 | 1 | 1 | 1 | 1 | 1 | 80",
                "2026-03-15T00:00Z | org-2 | 2 | 1 | 1 | 1 | 0 | null | null",
                "2026-03-14T00:00Z | org-1 | 3 | 2 | 2 | 2 | 1 | 2 | 100",
                "2026-03-14T00:00Z | org-2 | 1 | 1 | 1 | 1 | 0 | null | null");
        right(
                "Bilten",
                "Real-time metrics",
                "2026-03-15T12:00Z | 0 | 0 | 0",
                "2026-03-15T11:55Z | 2 | 1 | 1",
                "2026-03-15T11:50Z | 0 | 0 | 0",
                "2026-03-15T11:45Z | 0 | 0 | 0",
                "2026-03-15T11:40Z | 0 | 0 | 0",
                "2026-03-15T11:35Z | 0 | 0 | 0",
                "2026-03-15T11:30Z | 0 | 0 | 0",
                "2026-03-15T11:25Z | 0 | 0 | 0",
                "2026-03-15T11:20Z | 1 | 1 | 1",
                "2026-03-15T11:15Z | 0 | 0 | 0",
                "2026-03-15T11:10Z | 1 | 1 | 1",
                "2026-03-15T11:05Z | 0 | 0 | 0");
        right(
                "Bilten",
                "Hourly events",
                "2026-03-15T11:00Z | click | 1 | 1",
                "2026-03-15T11:00Z | page_view | 2 | 2",
                "2026-03-15T11:00Z | ticket_sale | 1 | 1");
        right(
                "Bilten",
                "Daily metrics",
                "2026-03-14T00:00Z | 4 | 2 | 2 | 2 | 3 | 1 | 2 | 100",
                "2026-03-15T00:00Z | 4 | 2 | 2 | 2 | 2 | 1 | 1 | 80");
        right("Bilten", "Event performance", "Event Details Page | 3 | 3 | 3 | 1 | null");
        right(
                "Bilten",
                "User funnel",
                "1 | page_view | 3 | null | 1 | null | null",
                "2 | ticket_sale | 2 | 0.6666666667 | 0.6666666667 | 600000 | ~600000");
    }

    static {
        right(
                "Mobigen",
                "Daily active users",
                "2026-03-08T00:00Z | 3",
                "2026-03-14T00:00Z | 2",
                "2026-03-15T00:00Z | 2");
        right(
                "Mobigen",
                "Top screens by views",
                "HomeScreen | 5 | 3 | 3000.0",
                "CartScreen | 1 | 1 | null",
                "ProductScreen | 1 | 1 | null");
        right("Mobigen", "Event funnel", "3 | 2 | 1 | 1 | 0.6666666667 | 0.3333333333 | 0.3333333333");
        right(
                "Mobigen",
                "Event funnel of people",
                "1 | view_product | 3 | null | 1 | null | null",
                "2 | add_to_cart | 2 | 0.6666666667 | 0.6666666667 | null | null",
                "3 | checkout | 1 | 0.5 | 0.3333333333 | null | null",
                "4 | purchase | 1 | 1 | 0.3333333333 | 180000 | ~180000");
        right(
                "Mobigen",
                "Hourly active users",
                "2026-03-14T20:00Z | 1",
                "2026-03-15T10:00Z | 1",
                "2026-03-15T11:00Z | 1");
        right("Mobigen", "7-day retention rate", "2026-03-08T00:00Z | 7 | 3 | 2 | 0.6666666667");
        right(
                "Mobigen",
                "Platform comparison",
                "2026-03-15T00:00Z | ios | 3 | 2 | 2 | 1.5",
                "2026-03-14T00:00Z | android | 2 | 1 | 1 | 2",
                "2026-03-14T00:00Z | ios | 6 | 1 | 1 | 6",
                "2026-03-08T00:00Z | android | 1 | 1 | 1 | 1",
                "2026-03-08T00:00Z | ios | 2 | 2 | 2 | 1");
        right("Mobigen", "Country comparison", "US | 11 | 2 | 5.5", "DE | 3 | 1 | 3");
    }

    static {
        right(
                "Request metrics",
                "Requests per minute of the last hour",
                "2026-03-15T11:10Z | 2",
                "2026-03-15T11:30Z | 1",
                "2026-03-15T11:59Z | 1",
                "2026-03-15T12:02Z | 1");
        right(
                "Request metrics",
                "Slowest endpoints",
                "POST | /checkout | 1 | 210.0 | ~210 | ~210 | ~210 | 0 | 0",
                "GET | /users | 2 | 200.0 | ~100 | ~300 | ~300 | 1 | 0.5",
                "GET | /products | 2 | 30.0 | ~10 | ~50 | ~50 | 1 | 0.5");
        right(
                "Request metrics",
                "Revenue per hour",
                "2026-03-15T09:00Z | EUR | 1 | 9.5 | null | null",
                "2026-03-15T11:00Z | EUR | 1 | 20.5 | null | null");
        right("Request metrics", "How many requests are stored", "7");
        right(
                "Request metrics",
                "Rate, latency and errors",
                "5 | 0.0013888889 | 0.0833333333 | 134.0 | ~100 | ~300 | ~300 | 2 | 0.4 | 0.0333333333 | 1");
        right(
                "Request metrics",
                "Throughput and errors by service",
                "crud-api | 2 | 1 | 200.0",
                "ecommerce-api | 3 | 1 | 90.0");
        right(
                "Request metrics",
                "Distribution of statuses",
                "200 | 2 | 75.0",
                "201 | 1 | 210.0",
                "404 | 1 | 10.0",
                "500 | 1 | 300.0");
        right(
                "Request metrics",
                "Top ten endpoints",
                "GET | /products | 2 | 30.0 | ~10 | ~50 | ~50 | 1 | 0.5",
                "GET | /users | 2 | 200.0 | ~100 | ~300 | ~300 | 1 | 0.5",
                "POST | /checkout | 1 | 210.0 | ~210 | ~210 | ~210 | 0 | 0");
        right("Request metrics", "Active users by region", "eu | 2 | 3 | 0 | null", "us | 1 | 2 | 0 | null");
        right("Request metrics", "Most viewed products", "p1 | 2 | 0 | null | 0", "p2 | 1 | 0 | null | 0");
        right("Request metrics", "Conversion from products to checkout", "3 | 2 | 0.6666666667");
    }

    static {
        right("Citus tutorial", "Events and devices of the last 5 minutes", "3 | 2");
        right("Citus tutorial", "Sessions of the last week", "6 | 5 | 4");
        right(
                "Citus tutorial",
                "Trend of the last 2 days by hour",
                "2026-03-14T10:00Z | 1 | 1 | 1",
                "2026-03-15T11:00Z | 3 | 2 | 2",
                "2026-03-15T12:00Z | 1 | 1 | 1");
        right("Citus tutorial", "Top devices of the past 30 minutes", "d1 | 2", "d2 | 1", "d3 | 1");
    }

    static {
        right("OTA analytics", "Events, devices and installs of today", "5 | 2 | 1");
        right("OTA analytics", "Adoption of a release by hour", "2026-03-15T09:00Z | 1 | 1");
        right("OTA analytics", "Success rate of a release", "2 | 1 | 1 | 0.5 | 0.5");
        right("OTA analytics", "Versions that devices run", "1.0.5 | Android | 1", "1.1.0 | Android | 1");
        right("OTA analytics", "Active devices by day", "2026-03-14T00:00Z | 1", "2026-03-15T00:00Z | 2");
        right("OTA analytics", "Failures by error code", "INSUFFICIENT_STORAGE | download | 1 | 1");
        right("OTA analytics", "Download speed and install time", "12.5 | ~20 | 90000.0 | ~60000");
    }

    private RightNumbers() {}

    static List<String> of(String document, String question) {
        List<String> rows = ROWS.get(key(document, question));
        if (rows == null) {
            throw new IllegalStateException(
                    "the page asks '" + key(document, question) + "', add its right numbers here");
        }
        return rows;
    }

    /** Every question, in the order of the page. */
    static List<String> questions() {
        return new ArrayList<>(ROWS.keySet());
    }

    private static void right(String document, String question, String... rows) {
        ROWS.put(key(document, question), List.of(rows));
    }

    private static String key(String document, String question) {
        return document + ": " + question;
    }
}
