package dev.tidemark.query.report;

import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.LatestQuery;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.behavior.SessionDimension;
import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Bucket;
import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.query.answer.BehaviorQuestion;
import dev.tidemark.query.answer.Period;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.mistake.Mistake;
import dev.tidemark.query.parse.Attributes;
import dev.tidemark.query.parse.Input;
import dev.tidemark.query.parse.Moments;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the parameters of {@code GET /v1/reports/…} of reports about behavior. */
public final class BehaviorReportParser {

    private static final List<Integer> WIDTHS = List.of(1, 7, 30);
    private static final int LEAD_DAYS = 29;
    private static final int LONGEST_RETENTION = 400;
    private static final String STANDARD_DAYS_LATER = "7";

    private final QueryLimits limits;
    private final Clock clock;

    public BehaviorReportParser(QueryLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** All reports, each with what it tells. */
    public static Map<String, String> summaries() {
        Map<String, String> summaries = new LinkedHashMap<>();
        BehaviorReport.ALL.forEach(report -> summaries.put(report.name(), report.summary()));
        return summaries;
    }

    /** Reads a request as {@link ReportParser#parse} does. */
    public Optional<BehaviorQuestion> parse(String name, Map<String, List<String>> parameters, TenantId tenant) {
        return BehaviorReport.named(name).map(report -> question(report, new ReportRequest(parameters), tenant));
    }

    private BehaviorQuestion question(BehaviorReport report, ReportRequest request, TenantId tenant) {
        ReportParser.requireProper(report, request, tenant);
        for (String name : List.of("compare", "totals", "rollups", "order_by")) {
            refuse(request, name, "reports that count events");
        }
        Filter filter = ReportFilter.of(report, Filter.ALL, request);
        return switch (report.kind()) {
            case SESSIONS -> sessions(request, tenant, filter);
            case STICKINESS -> stickiness(request, tenant, filter);
            case RETENTION -> retention(request, tenant, filter);
            case LATEST -> latest(request, tenant, filter);
        };
    }

    private BehaviorQuestion sessions(ReportRequest request, TenantId tenant, Filter filter) {
        Period period = ReportParser.period(BehaviorReport.SESSIONS, request, clock.instant());
        List<SessionDimension> dimensions = new ArrayList<>();
        for (Input named : ReportParser.listed(request, "group_by")) {
            SessionDimension dimension =
                    switch (named.text("entry, exit or a field")) {
                        case "entry" -> new SessionDimension.Entry();
                        case "exit" -> new SessionDimension.Exit();
                        default -> new SessionDimension.First(Attributes.named(named, FieldRole.DIMENSION));
                    };
            if (!dimensions.contains(dimension)) {
                dimensions.add(dimension);
            }
        }
        SessionQuery query = new SessionQuery(tenant, period.buckets(), filter, dimensions, limits.maxGroups() + 1);
        return new BehaviorQuestion.Sessions(query, limit(BehaviorReport.SESSIONS, request), period, limits.timeout());
    }

    /** Windows are of whole days, so the range begins with one; 29 days before it are looked at, too. */
    private BehaviorQuestion stickiness(ReportRequest request, TenantId tenant, Filter filter) {
        refuse(request, "group_by", "reports that count groups, such as sessions");
        refuseOtherGranularity(request);
        Period asked = ReportParser.period(BehaviorReport.STICKINESS, request, clock.instant());
        Instant first = asked.buckets().get(0).start();
        Instant end = asked.buckets().range().to();
        Instant begin = first.atZone(asked.zone()).minusDays(LEAD_DAYS).toInstant();
        Buckets all = days(new TimeRange(begin, end), asked.zone());
        Buckets shown = days(new TimeRange(first, end), asked.zone());
        RollingQuery query =
                new RollingQuery(tenant, all, all.size() - shown.size(), WIDTHS, Attribute.of(Field.ACTOR_ID), filter);
        return new BehaviorQuestion.Stickiness(
                query, new Period(asked.zone(), Granularity.DAY, shown), limits.timeout());
    }

    private static void refuseOtherGranularity(ReportRequest request) {
        request.optional("granularity").ifPresent(input -> {
            if (!input.text("day").equals(Granularity.DAY.label())) {
                throw input.mistake("day: these windows are of days");
            }
        });
    }

    private BehaviorQuestion retention(ReportRequest request, TenantId tenant, Filter filter) {
        refuse(request, "group_by", "reports that count groups, such as sessions");
        for (String name : List.of("from", "to", "days", "granularity", "limit")) {
            refuse(request, name, "other reports; this one takes date and days_later");
        }
        ZoneId zone = request.optional("timezone").map(Moments::zone).orElse(ZoneOffset.UTC);
        Input date = request.required("date", "a date such as 2026-01-31 or today-7d");
        Input daysLater =
                request.optional("days_later").orElseGet(() -> Input.parameter("days_later", STANDARD_DAYS_LATER));
        int later = daysLater.wholeNumber(1, LONGEST_RETENTION);
        LocalDate day =
                new Moments(clock.instant(), zone).read(date).atZone(zone).toLocalDate();
        requireExists(day.plusDays(later), zone, daysLater);
        Buckets buckets = dayAndLater(day, later, zone);
        CohortQuery query = new CohortQuery(tenant, buckets, filter, filter, CohortQuery.Membership.EVERY);
        return new BehaviorQuestion.Retention(
                query, later, new Period(zone, Granularity.DAY, buckets), limits.timeout());
    }

    /** The day, all days between as one, as nobody asks about them, and the later day. */
    private static Buckets dayAndLater(LocalDate day, int later, ZoneId zone) {
        List<Instant> bounds = Stream.of(day, day.plusDays(1), day.plusDays(later), day.plusDays(later + 1L))
                .map(date -> date.atStartOfDay(zone).toInstant())
                .distinct()
                .toList();
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 1; i < bounds.size(); i++) {
            buckets.add(new Bucket(bounds.get(i - 1), new TimeRange(bounds.get(i - 1), bounds.get(i))));
        }
        return new Buckets(buckets);
    }

    /** Islands that moved across the date line left out a day. */
    private static void requireExists(LocalDate day, ZoneId zone, Input named) {
        if (day.atStartOfDay(zone).equals(day.plusDays(1).atStartOfDay(zone))) {
            throw named.mistake("another day: " + day + " was left out in " + zone);
        }
    }

    private BehaviorQuestion latest(ReportRequest request, TenantId tenant, Filter filter) {
        refuse(request, "group_by", "reports that count groups, such as sessions");
        Period period = ReportParser.period(BehaviorReport.LATEST, request, clock.instant());
        if (period.isSeries()) {
            throw request.required("granularity", "none")
                    .mistake("none: each subject has one latest event in the range");
        }
        request.required("value", "a field to read off each subject's latest event");
        List<Attribute> values = ReportParser.listed(request, "value").stream()
                .map(named -> Attributes.named(named, FieldRole.DIMENSION))
                .distinct()
                .toList();
        Attribute subject = request.optional("subject")
                .map(named -> Attributes.named(named, FieldRole.UNIQUE))
                .orElse(Attribute.of(Field.DEVICE_ID));
        LatestQuery query = new LatestQuery(
                tenant, period.buckets().range(), filter, subject, values, limit(BehaviorReport.LATEST, request) + 1);
        return new BehaviorQuestion.Latest(query, period, limits.timeout());
    }

    private static Buckets days(TimeRange range, ZoneId zone) {
        return Buckets.of(range, Granularity.DAY, zone, DayOfWeek.MONDAY);
    }

    private int limit(BehaviorReport report, ReportRequest request) {
        return request.optional("limit")
                .map(input -> input.wholeNumber(1, limits.maxRows()))
                .orElse(Math.min(report.limit(), limits.maxRows()));
    }

    private static void refuse(ReportRequest request, String name, String of) {
        if (request.names().contains(name)) {
            throw Mistake.of(name, "no parameter of this report", "it only with " + of)
                    .asException();
        }
    }
}
