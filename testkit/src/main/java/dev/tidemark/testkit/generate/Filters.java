package dev.tidemark.testkit.generate;

import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates filters of the whole language. */
public final class Filters {

    private Filters() {}

    /** Any filter over anything that can be filtered by. */
    public static Arbitrary<Filter> any() {
        return Palette.any().flatMap(Filters::any);
    }

    /** Filters over what the palette has. */
    static Arbitrary<Filter> any(Palette palette) {
        return over(Vocabulary.of(palette.attributes()).filtered(), palette);
    }

    /** Filters that look at these attributes only; often the one that is true of everything. */
    static Arbitrary<Filter> over(List<Attribute> attributes, Palette palette) {
        if (attributes.isEmpty()) {
            return Arbitraries.just(Filter.ALL);
        }
        Arbitrary<Filter> leaves = Arbitraries.oneOf(
                attributes.stream().map(attribute -> leaf(attribute, palette)).toList());
        return Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(Filter.ALL)),
                Tuple.of(3, leaves),
                Tuple.of(3, combined(leaves)),
                Tuple.of(1, combined(combined(leaves))));
    }

    /** Filters that demand this or, of a list of values, some of them, and any of the others besides. */
    static Arbitrary<Filter> within(Filter demanded, Arbitrary<Filter> others) {
        return demanded.equals(Filter.ALL)
                ? others
                : Arbitraries.oneOf(
                        narrowed(demanded),
                        Combinators.combine(narrowed(demanded), others).as((own, other) -> and(own, other)),
                        Combinators.combine(narrowed(demanded), others).as((own, other) -> and(other, own)));
    }

    private static Filter and(Filter one, Filter other) {
        return new Filter.And(List.of(one, other));
    }

    private static Arbitrary<Filter> narrowed(Filter demanded) {
        if (!(demanded instanceof Filter.In(var attribute, var literals)) || literals.isEmpty()) {
            return Arbitraries.just(demanded);
        }
        return Arbitraries.oneOf(
                Arbitraries.just(demanded),
                Arbitraries.of(literals).map(literal -> new Filter.Compare(attribute, Comparison.EQUAL, literal)),
                Arbitraries.of(literals).list().ofMaxSize(4).map(some -> new Filter.In(attribute, some)));
    }

    private static Arbitrary<Filter> combined(Arbitrary<Filter> parts) {
        Arbitrary<List<Filter>> lists = parts.list().ofMaxSize(3);
        return Arbitraries.frequencyOf(
                Tuple.of(2, lists.map(Filter.And::new)),
                Tuple.of(2, lists.map(Filter.Or::new)),
                Tuple.of(1, parts.map(Filter.Not::new)));
    }

    private static Arbitrary<Filter> leaf(Attribute attribute, Palette palette) {
        Arbitrary<Literal> literals = literals(attribute, palette);
        List<Tuple.Tuple2<Integer, Arbitrary<Filter>>> kinds = new ArrayList<>();
        Arbitrary<Filter> comparisons = Combinators.combine(Arbitraries.of(Comparison.class), literals)
                .as((comparison, literal) -> new Filter.Compare(attribute, comparison, literal));
        Arbitrary<Filter> memberships = literals.list().ofMaxSize(4).map(list -> new Filter.In(attribute, list));
        kinds.add(Tuple.of(4, comparisons));
        kinds.add(Tuple.of(2, memberships));
        kinds.add(Tuple.of(1, Arbitraries.just(new Filter.Exists(attribute))));
        if (attribute.type() == FieldType.TEXT) {
            kinds.add(Tuple.of(2, Texts.sought(palette).map(part -> new Filter.Contains(attribute, part))));
            kinds.add(Tuple.of(2, Texts.sought(palette).map(prefix -> new Filter.StartsWith(attribute, prefix))));
        }
        return Arbitraries.frequencyOf(kinds);
    }

    private static Arbitrary<Literal> literals(Attribute attribute, Palette palette) {
        Arbitrary<Literal> texts = Texts.sought(palette).map(Literal.Text::new);
        Arbitrary<Literal> numbers = Numbers.sought().map(Literal.Numeric::new);
        return switch (attribute) {
            case Attribute.OfProperty property ->
                Arbitraries.oneOf(texts, numbers, Numbers.texts(palette).map(Literal.Text::new));
            case Attribute.OfField field -> field.type().isNumber() ? numbers : texts;
        };
    }
}
