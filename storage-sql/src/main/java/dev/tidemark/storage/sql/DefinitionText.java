package dev.tidemark.storage.sql;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A rollup's definition as text, for a store to keep beside the rollup's tables: so that it knows later what is in them.
 *
 * <p>{@code ("plans" ("eq" "event_type" ("text" "purchase")) ("hour" "day") ("app_id") (("count") ("sum" "amount")))}
 */
public final class DefinitionText {

    private static final Logger LOG = System.getLogger(DefinitionText.class.getName());

    private DefinitionText() {}

    /** The text; equal definitions have equal texts. */
    public static String of(RollupDefinition definition) {
        return Term.list(
                        Term.text(definition.name()),
                        term(definition.filter()),
                        Term.list(definition.granularities(), granularity -> Term.text(granularity.label())),
                        Term.list(definition.dimensions(), dimension -> Term.text(dimension.label())),
                        Term.list(definition.aggregates(), DefinitionText::term))
                .toString();
    }

    /**
     * The definition.
     *
     * @throws IllegalArgumentException if this version cannot read it
     */
    public static RollupDefinition read(String text) {
        Term term = Term.read(text);
        return new RollupDefinition(
                term.at(0).text(),
                filter(term.at(1)),
                term.at(2).terms().stream().map(DefinitionText::granularity).toList(),
                term.at(3).terms().stream().map(DefinitionText::attribute).toList(),
                term.at(4).terms().stream().map(DefinitionText::aggregate).toList());
    }

    /** The definition; empty, with a warning, where another version wrote it. */
    public static Optional<RollupDefinition> readIfKnown(String text) {
        try {
            return Optional.of(read(text));
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "the store has a rollup that this version cannot read: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Term term(Aggregate aggregate) {
        return switch (aggregate) {
            case Aggregate.Count() -> Term.list(Term.text("count"));
            case Aggregate.ValueCount(var attribute) -> pair("values", attribute);
            case Aggregate.Sum(var attribute) -> pair("sum", attribute);
            case Aggregate.Minimum(var attribute) -> pair("min", attribute);
            case Aggregate.Maximum(var attribute) -> pair("max", attribute);
            case Aggregate.Bins(var attribute) -> pair("bins", attribute);
            case Aggregate.Unique unique -> throw new IllegalArgumentException(unique + " cannot be kept in a rollup");
            case Aggregate.Filtered filtered ->
                throw new IllegalArgumentException(filtered + " cannot be kept in a rollup");
        };
    }

    private static Aggregate aggregate(Term term) {
        return switch (term.at(0).text()) {
            case "count" -> new Aggregate.Count();
            case "values" -> new Aggregate.ValueCount(attribute(term.at(1)));
            case "sum" -> new Aggregate.Sum(attribute(term.at(1)));
            case "min" -> new Aggregate.Minimum(attribute(term.at(1)));
            case "max" -> new Aggregate.Maximum(attribute(term.at(1)));
            case "bins" -> new Aggregate.Bins(attribute(term.at(1)));
            default -> throw unknown("aggregate", term);
        };
    }

    private static Term term(Filter filter) {
        return switch (filter) {
            case Filter.And(var filters) -> Term.list("and", filters, DefinitionText::term);
            case Filter.Or(var filters) -> Term.list("or", filters, DefinitionText::term);
            case Filter.Not(var negated) -> Term.list(Term.text("not"), term(negated));
            case Filter.Compare(var attribute, var comparison, var literal) ->
                Term.list(Term.text(comparison.label()), Term.text(attribute.label()), term(literal));
            case Filter.In(var attribute, var literals) ->
                Term.list(Term.text("in"), Term.text(attribute.label()), Term.list(literals, DefinitionText::term));
            case Filter.Exists(var attribute) -> pair("exists", attribute);
            case Filter.Contains(var attribute, var part) ->
                Term.list(Term.text("contains"), Term.text(attribute.label()), Term.text(part));
            case Filter.StartsWith(var attribute, var prefix) ->
                Term.list(Term.text("starts_with"), Term.text(attribute.label()), Term.text(prefix));
        };
    }

    private static Filter filter(Term term) {
        String operator = term.at(0).text();
        return switch (operator) {
            case "and" -> new Filter.And(filters(term));
            case "or" -> new Filter.Or(filters(term));
            case "not" -> new Filter.Not(filter(term.at(1)));
            case "in" ->
                new Filter.In(
                        attribute(term.at(1)),
                        term.at(2).terms().stream().map(DefinitionText::literal).toList());
            case "exists" -> new Filter.Exists(attribute(term.at(1)));
            case "contains" ->
                new Filter.Contains(attribute(term.at(1)), term.at(2).text());
            case "starts_with" ->
                new Filter.StartsWith(attribute(term.at(1)), term.at(2).text());
            default -> {
                Comparison comparison = Arrays.stream(Comparison.values())
                        .filter(candidate -> candidate.label().equals(operator))
                        .findFirst()
                        .orElseThrow(() -> unknown("filter", term));
                yield new Filter.Compare(attribute(term.at(1)), comparison, literal(term.at(2)));
            }
        };
    }

    private static List<Filter> filters(Term term) {
        return term.terms().stream().skip(1).map(DefinitionText::filter).toList();
    }

    private static Term term(Literal literal) {
        return switch (literal) {
            case Literal.Text(var text) -> Term.list(Term.text("text"), Term.text(text));
            case Literal.Numeric(var number) -> Term.list(Term.text("number"), Term.text(number.toString()));
        };
    }

    private static Literal literal(Term term) {
        return switch (term.at(0).text()) {
            case "text" -> new Literal.Text(term.at(1).text());
            case "number" -> new Literal.Numeric(new BigDecimal(term.at(1).text()));
            default -> throw unknown("literal", term);
        };
    }

    private static Granularity granularity(Term term) {
        return Granularity.ofLabel(term.text()).orElseThrow(() -> unknown("granularity", term));
    }

    private static Attribute attribute(Term term) {
        String label = term.text();
        return label.startsWith(Attribute.PROPERTY_PREFIX)
                ? Attribute.ofProperty(label.substring(Attribute.PROPERTY_PREFIX.length()))
                : Field.ofLabel(label).map(Attribute::of).orElseThrow(() -> unknown("field", term));
    }

    private static Term pair(String kind, Attribute attribute) {
        return Term.list(Term.text(kind), Term.text(attribute.label()));
    }

    private static IllegalArgumentException unknown(String kind, Term term) {
        return new IllegalArgumentException(
                "the definition of a rollup has the " + kind + " " + term + ", expected one that this version knows");
    }
}
