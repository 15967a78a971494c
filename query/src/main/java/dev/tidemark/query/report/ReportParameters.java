package dev.tidemark.query.report;

import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.query.mistake.Mistake;
import dev.tidemark.query.parse.Attributes;
import java.util.List;
import java.util.stream.Stream;

/** Which parameters reports take. */
final class ReportParameters {

    /** Those that name a tenant. They change nothing: the key says whose data is meant. */
    static final List<String> TENANTS = List.of("tenant_id", "tenant");

    /** Those of every report, besides filters by field. */
    private static final List<String> COMMON = List.of(
            "tenant_id",
            "tenant",
            "from",
            "to",
            "days",
            "timezone",
            "granularity",
            "week_start",
            "limit",
            "compare",
            "totals",
            "rollups",
            "order_by",
            "group_by",
            "filter",
            "store");

    private ReportParameters() {}

    /** Whether the parameter is a filter: the name of a field or a property. */
    static boolean isFilter(String name) {
        return Attributes.find(name)
                .filter(attribute -> attribute.is(FieldRole.FILTER))
                .isPresent();
    }

    static void requireKnown(ReportFrame report, ReportRequest request) {
        for (String name : request.names()) {
            if (!COMMON.contains(name) && !report.parameters().contains(name) && !isFilter(name)) {
                List<String> allowed = allowed(report);
                throw Mistake.unknown(
                                name,
                                name,
                                "no parameter of the report " + report.name(),
                                "one of "
                                        + String.join(", ", own(report).toList())
                                        + ", a field to filter by, or " + Attribute.PROPERTY_PREFIX + "<key>",
                                allowed)
                        .asException();
            }
        }
    }

    private static List<String> allowed(ReportFrame report) {
        return Stream.concat(own(report), Attributes.labels(FieldRole.FILTER).stream())
                .toList();
    }

    private static Stream<String> own(ReportFrame report) {
        return Stream.concat(COMMON.stream().filter(name -> !TENANTS.contains(name)), report.parameters().stream());
    }
}
