package dev.tidemark.query.ota;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.MILLIS;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.query.mistake.Mistake;
import dev.tidemark.query.parse.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the parameters of {@code GET /analytics/…}, the same for all of them. */
final class OtaParameters {

    private static final String TENANT = "tenant_id";
    private static final String DAYS_BACK = "days";
    private static final String GROUP_BY = "group_by";
    private static final String SEGMENT = "segment";
    /** Says which store answers, and is looked at before. */
    private static final String STORE = "store";

    private static final List<Field> FILTERS = List.of(Field.ORG_ID, Field.APP_ID, Field.TARGET_VERSION);
    private static final List<String> NAMES =
            List.of(TENANT, "org_id", "app_id", DAYS_BACK, "target_version", GROUP_BY, SEGMENT, STORE);

    private static final int DEFAULT_DAYS = 30;
    private static final int MOST_DAYS = 3_650;

    private final Map<String, List<String>> values;

    private OtaParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * @throws dev.tidemark.query.mistake.QueryMistakeException at the first mistake
     * @throws dev.tidemark.query.mistake.ForeignTenantException if a parameter names another tenant
     */
    static OtaRequest read(String path, Map<String, List<String>> values, TenantId tenant, Instant now) {
        OtaParameters parameters = new OtaParameters(values);
        parameters.requireKnown(path);
        parameters.all(TENANT).forEach(named -> named.requireTenant(tenant.value()));
        return new OtaRequest(tenant, parameters.range(now), parameters.filter(), parameters.groups());
    }

    private void requireKnown(String path) {
        values.forEach((name, given) -> {
            if (!NAMES.contains(name)) {
                throw Mistake.unknown(
                                name, name, "no parameter of " + path, "one of " + String.join(", ", NAMES), NAMES)
                        .asException();
            }
            if (given.isEmpty() || given.stream().anyMatch(String::isBlank)) {
                throw Mistake.of(name, "empty", "a value; leave the parameter out if you do not need it")
                        .asException();
            }
        });
    }

    /** Never empty, also in the first instant of a day. */
    private TimeRange range(Instant now) {
        int days = once(DAYS_BACK).map(input -> input.wholeNumber(1, MOST_DAYS)).orElse(DEFAULT_DAYS);
        Instant from = now.truncatedTo(DAYS).minus(days - 1L, DAYS);
        Instant to = now.truncatedTo(MILLIS);
        return new TimeRange(from, to.isAfter(from) ? to : from.plusMillis(1));
    }

    /** Events with the values asked for; of several values of one parameter, any. */
    private Filter filter() {
        List<Filter> filters = new ArrayList<>();
        for (Field field : FILTERS) {
            List<Literal> wanted = all(field.label()).stream()
                    .<Literal>map(input -> new Literal.Text(Text.clean(input.text("a text"))))
                    .toList();
            if (!wanted.isEmpty()) {
                filters.add(new Filter.In(Attribute.of(field), wanted));
            }
        }
        return new Filter.And(filters);
    }

    private List<Breakdown> groups() {
        Optional<Input> groupBy = once(GROUP_BY);
        Optional<Input> segment = once(SEGMENT);
        if (groupBy.isPresent() && segment.isPresent()) {
            throw segment.get()
                    .mistake("either segment or group_by, which mean the same; name several fields in one,"
                            + " separated by commas");
        }
        return groupBy.map(list -> Breakdown.parse(GROUP_BY, list))
                .or(() -> segment.map(list -> Breakdown.parse(SEGMENT, list)))
                .orElse(List.of());
    }

    private Optional<Input> once(String name) {
        List<Input> given = all(name);
        if (given.size() > 1) {
            throw Mistake.of(name, "given " + given.size() + " times", "it once")
                    .asException();
        }
        return given.stream().findFirst();
    }

    private List<Input> all(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .map(value -> Input.parameter(name, value))
                .toList();
    }
}
