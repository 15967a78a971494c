package dev.tidemark.testkit.generate;

import static java.util.stream.Collectors.toMap;

import dev.tidemark.domain.event.Field;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Generates events of a palette. */
public final class EventDrafts {

    private EventDrafts() {}

    /** One event of any palette. */
    public static Arbitrary<EventDraft> drafts() {
        return Palette.any().flatMap(EventDrafts::drafts);
    }

    /** From none to this many events of one palette, in no order of time. */
    public static Arbitrary<List<EventDraft>> histories(int most) {
        return Palette.any().flatMap(palette -> histories(most, palette));
    }

    /** From none to this many, in no order of time. */
    static Arbitrary<List<EventDraft>> histories(int most, Palette palette) {
        return drafts(palette)
                .list()
                .ofMaxSize(most)
                .withSizeDistribution(RandomDistribution.uniform())
                .withoutEdgeCases();
    }

    private static Arbitrary<EventDraft> drafts(Palette palette) {
        return Combinators.combine(
                        tenants(), ids(), types(palette), Moments.offsets(), values(palette), properties(palette))
                .as(EventDraft::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<Integer> tenants() {
        return Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(2, 1), Tuple.of(1, 2));
    }

    /** Seldom one that another event has: legal of another tenant, or more than a day away. */
    private static Arbitrary<UUID> ids() {
        Arbitrary<Long> halves = Arbitraries.longs().between(Long.MIN_VALUE, Long.MAX_VALUE);
        return Arbitraries.frequencyOf(
                Tuple.of(9, Combinators.combine(halves, halves).as(UUID::new)),
                Tuple.of(
                        1,
                        Arbitraries.of(new UUID(0, 0), new UUID(0, 1), new UUID(-1, -1), new UUID(Long.MIN_VALUE, 0))));
    }

    private static Arbitrary<String> types(Palette palette) {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(palette.types())),
                Tuple.of(1, Texts.upTo(Field.EVENT_TYPE.limit(), palette)));
    }

    private static Arbitrary<Map<Field, Object>> values(Palette palette) {
        return Arbitraries.oneOf(palette.fields().stream()
                        .map(field -> entry(field, palette))
                        .toList())
                .list()
                .ofMaxSize(2 * palette.fields().size())
                .map(list ->
                        list.stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first)));
    }

    private static Arbitrary<Map.Entry<Field, Object>> entry(Field field, Palette palette) {
        return values(field, palette).map(value -> Map.entry(field, value));
    }

    private static Arbitrary<? extends Object> values(Field field, Palette palette) {
        return switch (field.type()) {
            case TEXT -> Texts.upTo(field.limit(), palette);
            case INTEGER -> Numbers.whole();
            case DECIMAL -> Numbers.amounts();
            case FLOAT -> Numbers.floats();
            case INSTANT, IDENTIFIER -> throw new IllegalArgumentException(field + " is not drawn");
        };
    }

    private static Arbitrary<Map<String, String>> properties(Palette palette) {
        Arbitrary<String> values = Arbitraries.oneOf(Numbers.texts(palette), Texts.upTo(300, palette));
        return Arbitraries.maps(Arbitraries.of(palette.propertyKeys()), values)
                .ofMaxSize(palette.propertyKeys().size());
    }
}
