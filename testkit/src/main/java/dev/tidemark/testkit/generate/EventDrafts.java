package dev.tidemark.testkit.generate;

import static java.util.stream.Collectors.toMap;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.rollup.BuiltInRollups;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates events: most of few fields with few different values, so that groups form; some with every oddity there is. */
public final class EventDrafts {

    private static final Set<Field> NOT_DRAWN = EnumSet.of(
            Field.TENANT_ID, Field.EVENT_ID, Field.EVENT_TYPE, Field.TIMESTAMP, Field.RECEIVED_AT, Field.ACTOR_ID);

    private EventDrafts() {}

    /** One event. */
    public static Arbitrary<EventDraft> drafts() {
        return Combinators.combine(tenants(), ids(), types(), Moments.offsets(), values(), properties())
                .as(EventDraft::new)
                .withoutEdgeCases();
    }

    /** From none to this many, in no order of time. */
    public static Arbitrary<List<EventDraft>> histories(int most) {
        return drafts().list().ofMaxSize(most).withoutEdgeCases();
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

    private static Arbitrary<String> types() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of("screen_view", "purchase", "request")),
                Tuple.of(1, Texts.upTo(Field.EVENT_TYPE.limit())));
    }

    private static Arbitrary<Map<Field, Object>> values() {
        return entries().list().ofMaxSize(12).map(list -> list.stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first)));
    }

    /** Fields that rollups look at are drawn more often than the rest. */
    private static Arbitrary<Map.Entry<Field, Object>> entries() {
        Set<Field> rolledUp = EnumSet.noneOf(Field.class);
        BuiltInRollups.all().forEach(rollup -> rollup.dimensions().stream()
                .flatMap(dimension ->
                        dimension instanceof Attribute.OfField field ? Stream.of(field.field()) : Stream.of())
                .forEach(rolledUp::add));
        rolledUp.addAll(EnumSet.of(Field.USER_ID, Field.DEVICE_ID, Field.SESSION_ID));
        return Arbitraries.frequencyOf(Arrays.stream(Field.values())
                .filter(field -> !NOT_DRAWN.contains(field))
                .map(field -> Tuple.of(weight(field, rolledUp), entry(field)))
                .toList());
    }

    private static int weight(Field field, Set<Field> rolledUp) {
        return rolledUp.contains(field) || field.type().isNumber() ? 4 : 1;
    }

    private static Arbitrary<Map.Entry<Field, Object>> entry(Field field) {
        return values(field).map(value -> Map.entry(field, value));
    }

    private static Arbitrary<? extends Object> values(Field field) {
        return switch (field.type()) {
            case TEXT -> Texts.upTo(field.limit());
            case INTEGER -> Numbers.whole();
            case DECIMAL -> Numbers.amounts();
            case FLOAT -> Numbers.floats();
            case INSTANT, IDENTIFIER -> throw new IllegalArgumentException(field + " is not drawn");
        };
    }

    private static Arbitrary<Map<String, String>> properties() {
        Arbitrary<String> keys = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of("plan", "a.b")), Tuple.of(1, Arbitraries.of(Texts.PROPERTY_KEYS)));
        Arbitrary<String> values = Arbitraries.oneOf(Numbers.texts(), Texts.upTo(300));
        return Arbitraries.maps(keys, values).ofMaxSize(3);
    }
}
