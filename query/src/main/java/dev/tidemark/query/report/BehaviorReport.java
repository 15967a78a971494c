package dev.tidemark.query.report;

import dev.tidemark.domain.time.Granularity;
import java.util.List;
import java.util.Optional;

/** A report about what actors do one thing after another. */
record BehaviorReport(
        Kind kind, String name, String summary, Granularity granularity, int limit, List<String> parameters)
        implements ReportFrame {

    /** What it asks. */
    enum Kind {
        SESSIONS,
        STICKINESS,
        RETENTION,
        LATEST
    }

    static final BehaviorReport SESSIONS = new BehaviorReport(
            Kind.SESSIONS,
            "sessions",
            "how many sessions there were, how long they took, how many had one event; by entry, exit or any field",
            Granularity.DAY,
            1_000,
            List.of());

    static final BehaviorReport STICKINESS = new BehaviorReport(
            Kind.STICKINESS,
            "stickiness",
            "daily, weekly (7 days) and monthly (30 days) active actors of every day, and the first over the last",
            Granularity.DAY,
            10_000,
            List.of());

    static final BehaviorReport RETENTION = new BehaviorReport(
            Kind.RETENTION,
            "retention",
            "of the actors who were active on a date, how many were active so many days later",
            Granularity.DAY,
            1,
            List.of("date", "days_later"));

    static final BehaviorReport LATEST = new BehaviorReport(
            Kind.LATEST,
            "latest",
            "where devices or other subjects stand, by the values of the latest event of each",
            Granularity.NONE,
            100,
            List.of("subject", "value"));

    static final List<BehaviorReport> ALL = List.of(SESSIONS, STICKINESS, RETENTION, LATEST);

    private static final String THIRTY_DAYS = "today-29d";

    static Optional<BehaviorReport> named(String name) {
        return ALL.stream().filter(report -> report.name.equals(name)).findFirst();
    }

    @Override
    public String from() {
        return THIRTY_DAYS;
    }

    @Override
    public Optional<String> eventType() {
        return Optional.empty();
    }
}
