package dev.tidemark.testkit.generate;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * The little world of one case: few fields, keys and values, of which its events are made and which its question asks about. Drawn
 * anew for each case, so that over many cases everything meets everything.
 *
 * @param fields that events may have besides id, type and times
 * @param rollup whose dimensions and measures are among the fields
 */
record Palette(
        List<String> texts,
        List<String> numericTexts,
        List<String> propertyKeys,
        Set<Field> fields,
        RollupDefinition rollup) {

    private static final Attribute EVENT_TYPE = Attribute.of(Field.EVENT_TYPE);

    private static final Set<Field> DRAWN = EnumSet.complementOf(EnumSet.of(
            Field.TENANT_ID, Field.EVENT_ID, Field.EVENT_TYPE, Field.TIMESTAMP, Field.RECEIVED_AT, Field.ACTOR_ID));

    static Arbitrary<Palette> any() {
        return Combinators.combine(
                        Texts.palettes(),
                        Arbitraries.of(Numbers.NUMERIC_TEXTS)
                                .list()
                                .ofMinSize(2)
                                .ofMaxSize(8),
                        Arbitraries.of(Texts.PROPERTY_KEYS).set().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(DRAWN).set().ofMinSize(2).ofMaxSize(6),
                        Arbitraries.of(BuiltInRollups.all()))
                .as((texts, numbers, keys, fields, rollup) ->
                        new Palette(texts, numbers, List.copyOf(keys), withFieldsOf(rollup, fields), rollup))
                .withoutEdgeCases();
    }

    /** Everything of the palette that a question may be about. */
    List<Attribute> attributes() {
        Stream<Field> derived = Stream.of(Field.EVENT_TYPE, Field.ACTOR_ID);
        return Stream.concat(
                        Stream.concat(derived, fields.stream()).map(Attribute::of),
                        propertyKeys.stream().map(Attribute::ofProperty))
                .toList();
    }

    /** Types that events have: those that the rollup holds, so that many do, and some that it may not. */
    List<String> types() {
        List<String> types = new ArrayList<>(typesOf(rollup.filter()));
        types.addAll(types.isEmpty() ? List.of("screen_view", "purchase", "request") : List.of("purchase"));
        return types;
    }

    private static List<String> typesOf(Filter filter) {
        return switch (filter) {
            case Filter.Compare(var attribute, var comparison, Literal.Text(var type))
            when attribute.equals(EVENT_TYPE) && comparison == Comparison.EQUAL -> List.of(type);
            case Filter.In(var attribute, var literals)
            when attribute.equals(EVENT_TYPE) ->
                literals.stream()
                        .filter(Literal.Text.class::isInstance)
                        .map(literal -> ((Literal.Text) literal).value())
                        .toList();
            case Filter.And(var parts) ->
                parts.stream().flatMap(part -> typesOf(part).stream()).toList();
            default -> List.of();
        };
    }

    private static Set<Field> withFieldsOf(RollupDefinition rollup, Set<Field> others) {
        Set<Field> fields = EnumSet.copyOf(others);
        fields.add(Field.USER_ID);
        Arrays.stream(Field.values())
                .filter(DRAWN::contains)
                .filter(field -> Vocabulary.of(rollup).names(Attribute.of(field)))
                .forEach(fields::add);
        return fields;
    }
}
