package dev.tidemark.ingestion.validation;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.ingestion.decode.EventCheck;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rules of an operator. Of several that an event violates it is told the first, in the order given. */
public final class EventRules implements EventCheck {

    private final Map<String, List<EventRule>> byType = new HashMap<>();
    private final List<EventRule> ofAnyType;

    public EventRules(List<EventRule> rules) {
        ofAnyType = of(EventRule.ANY_TYPE, rules);
        for (EventRule rule : rules) {
            byType.computeIfAbsent(rule.eventType(), type -> of(type, rules));
        }
    }

    private static List<EventRule> of(String type, List<EventRule> rules) {
        return rules.stream()
                .filter(rule ->
                        rule.eventType().equals(type) || rule.eventType().equals(EventRule.ANY_TYPE))
                .toList();
    }

    @Override
    public Optional<Violation> check(Event event) {
        for (EventRule rule : byType.getOrDefault(event.type(), ofAnyType)) {
            Optional<Violation> violation = check(rule, event);
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> check(EventRule rule, Event event) {
        for (Attribute attribute : rule.required()) {
            if (attribute.valueIn(event) == null) {
                return violation(event, attribute.label() + " is missing");
            }
        }
        for (EventRule.OnValue demand : rule.demands()) {
            Object value = demand.attribute().valueIn(event);
            if (value != null && !demand.demand().isMetBy(value)) {
                return violation(
                        event,
                        demand.attribute().label() + " is '" + shown(Values.text(value)) + "', expected "
                                + demand.demand().expectation());
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> violation(Event event, String found) {
        return Optional.of(new Violation(
                RejectionCode.RULE_VIOLATED, found + "; a rule of this server for events of type " + event.type()));
    }

    private static String shown(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }
}
