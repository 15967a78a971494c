package dev.tidemark.app.settings;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.ingestion.validation.Demand;
import dev.tidemark.ingestion.validation.EventRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The operator's rules for events, which only the settings file can hold:
 *
 * <pre>
 * tidemark:
 *   rules:
 *     - event_type: ticket_sale        # or '*' for events of every type
 *       required: [amount, currency]
 *       values:
 *         amount: {min: 0.01, max: 10000}
 *         currency: {one_of: [EUR, USD]}
 *         properties.seat: {pattern: '[A-Z][0-9]+'}
 * </pre>
 */
final class RuleSettings {
    private static final Set<String> RULE_KEYS = Set.of("event_type", "required", "values");
    private static final Set<String> DEMAND_KEYS = Set.of("min", "max", "one_of", "pattern");

    private RuleSettings() {}

    static List<EventRule> read(SettingsFile file, List<String> problems) {
        try {
            return rules(SettingsNode.of(file, "rules"));
        } catch (SettingsException e) {
            problems.addAll(e.problems());
            return List.of();
        }
    }

    private static List<EventRule> rules(SettingsNode node) {
        return node.items().stream().map(RuleSettings::rule).toList();
    }

    private static EventRule rule(SettingsNode node) {
        node.requireKeys(RULE_KEYS);
        SettingsNode type = node.child("event_type");
        if (type.value() == null) {
            throw type.wrong("the type of the events that the rule is for, or '*' for all");
        }
        List<Attribute> required = node.child("required").items().stream()
                .map(item -> attribute(item, item.text()))
                .toList();
        var demands = new ArrayList<EventRule.OnValue>();
        SettingsNode values = node.child("values");
        for (String name : values.keys()) {
            SettingsNode value = values.child(name);
            Attribute attribute = attribute(value, name);
            demands(value).forEach(demand -> demands.add(new EventRule.OnValue(attribute, demand)));
        }
        return new EventRule(type.text(), required, demands);
    }

    private static List<Demand> demands(SettingsNode node) {
        node.requireKeys(DEMAND_KEYS);
        var demands = new ArrayList<Demand>();
        try {
            if (node.has("min") || node.has("max")) {
                demands.add(new Demand.Range(
                        node.child("min").number(), node.child("max").number()));
            }
            if (node.has("one_of")) {
                var allowed = new LinkedHashSet<String>();
                node.child("one_of").items().forEach(item -> allowed.add(item.text()));
                demands.add(new Demand.OneOf(allowed));
            }
            if (node.has("pattern")) {
                demands.add(Demand.Matching.of(node.child("pattern").text()));
            }
        } catch (IllegalArgumentException e) {
            throw new SettingsException(node.place() + ": " + e.getMessage());
        }
        return demands;
    }

    private static Attribute attribute(SettingsNode node, String name) {
        if (name.startsWith(Attribute.PROPERTY_PREFIX) && name.length() > Attribute.PROPERTY_PREFIX.length()) {
            return Attribute.ofProperty(name.substring(Attribute.PROPERTY_PREFIX.length()));
        }
        return Field.ofLabel(name)
                .map(Attribute::of)
                .orElseThrow(() -> new SettingsException(node.place() + " names the field '" + name
                        + "', expected a field of events or properties.<key>"
                        + Nearest.to(
                                        name,
                                        Arrays.stream(Field.values())
                                                .map(Field::label)
                                                .toList())
                                .map(near -> " (did you mean '" + near + "'?)")
                                .orElse("")));
    }
}
