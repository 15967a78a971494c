package dev.tidemark.ingestion.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EventRulesTest {

    private static final Attribute PLAN = Attribute.ofProperty("plan");

    private static Event event(String type, UnaryOperator<Event.Builder> more) {
        return more.apply(Event.builder(new TenantId("acme"))
                        .set(Field.EVENT_ID, new UUID(0, 1))
                        .set(Field.EVENT_TYPE, type)
                        .set(Field.RECEIVED_AT, Instant.EPOCH))
                .build();
    }

    private static boolean passes(Attribute attribute, Demand demand, UnaryOperator<Event.Builder> more) {
        EventRule rule = new EventRule("sale", List.of(), List.of(new EventRule.OnValue(attribute, demand)));
        return new EventRules(List.of(rule)).check(event("sale", more)).isEmpty();
    }

    @Test
    void requiredFieldsAndPropertiesMustBeThere() {
        EventRules rules =
                new EventRules(List.of(new EventRule("sale", List.of(Attribute.of(Field.AMOUNT), PLAN), List.of())));

        assertThat(rules.check(event("sale", builder -> builder.property("plan", "pro"))))
                .contains(new Violation(
                        RejectionCode.RULE_VIOLATED,
                        "amount is missing; a rule of this server for events of type sale"));
        assertThat(rules.check(event("view", builder -> builder))).isEmpty();
    }

    @Test
    void rulesOfAnyTypeHoldForAllTypes() {
        EventRule ofAny = new EventRule(EventRule.ANY_TYPE, List.of(Attribute.of(Field.APP_ID)), List.of());
        EventRule ofSale = new EventRule("sale", List.of(PLAN), List.of());
        EventRules rules = new EventRules(List.of(ofSale, ofAny));

        assertThat(rules.check(event("view", builder -> builder))).isPresent();
        assertThat(rules.check(event("sale", builder -> builder.property("plan", "x"))))
                .isPresent();
        assertThat(rules.check(event("sale", builder -> builder.set(Field.APP_ID, "a"))))
                .isPresent();
        assertThat(rules.check(
                        event("sale", builder -> builder.set(Field.APP_ID, "a").property("plan", "x"))))
                .isEmpty();
    }

    @Test
    void rangesIncludeTheirBounds() {
        Demand range = new Demand.Range(BigDecimal.ONE, BigDecimal.TEN);
        Attribute quantity = Attribute.of(Field.QUANTITY);

        assertThat(passes(quantity, range, builder -> builder.set(Field.QUANTITY, 1L)))
                .isTrue();
        assertThat(passes(quantity, range, builder -> builder.set(Field.QUANTITY, 10L)))
                .isTrue();
        assertThat(passes(quantity, range, builder -> builder.set(Field.QUANTITY, 11L)))
                .isFalse();
        assertThat(passes(quantity, range, builder -> builder)).isTrue();
        assertThat(passes(PLAN, range, builder -> builder.property("plan", "1.5")))
                .isTrue();
        assertThat(passes(PLAN, range, builder -> builder.property("plan", "much")))
                .isFalse();
        assertThat(passes(
                        Attribute.of(Field.AMOUNT),
                        new Demand.Range(null, BigDecimal.ZERO),
                        builder -> builder.set(Field.AMOUNT, new BigDecimal("0.0001"))))
                .isFalse();
    }

    @Test
    void enumerationsCompareCanonicalText() {
        Demand codes = new Demand.OneOf(Set.of("200", "404", "1.5"));

        assertThat(passes(Attribute.of(Field.STATUS_CODE), codes, builder -> builder.set(Field.STATUS_CODE, 404L)))
                .isTrue();
        assertThat(passes(Attribute.of(Field.STATUS_CODE), codes, builder -> builder.set(Field.STATUS_CODE, 500L)))
                .isFalse();
        assertThat(passes(
                        Attribute.of(Field.AMOUNT),
                        codes,
                        builder -> builder.set(Field.AMOUNT, new BigDecimal("1.5000"))))
                .isTrue();
    }

    @Test
    void patternsDescribeTheWholeText() {
        Demand version = Demand.Matching.of("[0-9]+\\.[0-9]+");

        assertThat(passes(PLAN, version, builder -> builder.property("plan", "1.10")))
                .isTrue();
        assertThat(passes(PLAN, version, builder -> builder.property("plan", "1.10x")))
                .isFalse();
    }

    /** This expression takes a backtracking engine longer than the universe has existed. */
    @Test
    void hostilePatternsTakeNoLongerThanOthers() {
        Demand hostile = Demand.Matching.of("(a*)*(a|aa)+$");

        assertThat(passes(PLAN, hostile, builder -> builder.property("plan", "a".repeat(5000) + "!")))
                .isFalse();
    }

    @Test
    void impossibleRulesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Demand.Matching.of("(a"))
                .withMessageContaining("RE2");
        assertThatIllegalArgumentException().isThrownBy(() -> new Demand.Range(null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Demand.Range(BigDecimal.TEN, BigDecimal.ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Demand.OneOf(Set.of()));
    }
}
