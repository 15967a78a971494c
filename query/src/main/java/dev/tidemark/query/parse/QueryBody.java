package dev.tidemark.query.parse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.mistake.Mistake;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The JSON object of a question, and what all questions have in common. */
final class QueryBody {

    private final Input query;

    private QueryBody(Input query) {
        this.query = query;
    }

    /**
     * Reads a body.
     *
     * @param keys the members it may have
     * @param example what such an object looks like
     * @param tenant the only one that it may name
     */
    static QueryBody read(byte[] body, List<String> keys, String example, TenantId tenant) {
        if (body.length > QueryParser.MAX_BYTES) {
            throw Mistake.of("query", body.length + " bytes long", "at most " + QueryParser.MAX_BYTES)
                    .asException();
        }
        Input query = Input.query(JsonText.read(body, "query"));
        if (!query.node().isObject()) {
            throw query.mistake("a JSON object such as " + example);
        }
        query.node().fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw Mistake.unknown(key, key, "no part of a query", "one of " + String.join(", ", keys), keys)
                        .asException();
            }
        });
        QueryBody read = new QueryBody(query);
        read.member("tenant_id").ifPresent(named -> named.requireTenant(tenant.value()));
        return read;
    }

    /** The member of this name; null is the same as left out. */
    Optional<Input> member(String name) {
        JsonNode node = query.node().get(name);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(query.field(name));
    }

    Input required(String name, String expected) {
        return member(name)
                .orElseThrow(() -> Mistake.of(name, "missing", expected).asException());
    }

    /** What {@code filter} and {@code app_id} say together. */
    Filter filter() {
        Optional<Filter> app = member("app_id").map(QueryBody::app);
        Optional<Filter> own = member("filter").map(FilterParser::parse);
        return app.isPresent() && own.isPresent()
                ? new Filter.And(List.of(app.get(), own.get()))
                : app.or(() -> own).orElse(Filter.ALL);
    }

    private static Filter app(Input input) {
        String app = Text.clean(input.text("the name of an app"));
        return new Filter.Compare(Attribute.of(Field.APP_ID), Comparison.EQUAL, new Literal.Text(app));
    }

    /** What {@code timeout_ms} says, or as long as a question may take. */
    Duration timeout(QueryLimits limits) {
        int most = (int) Math.min(Integer.MAX_VALUE, limits.timeout().toMillis());
        return member("timeout_ms")
                .map(input -> Duration.ofMillis(input.wholeNumber(1, most)))
                .orElse(limits.timeout());
    }
}
