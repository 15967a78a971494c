package dev.tidemark.ingestion.validation;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.query.Attribute;
import java.util.List;

/**
 * What is demanded of the events of one type.
 *
 * @param eventType the type, or {@link #ANY_TYPE}
 * @param required what each of them must have
 * @param demands what values must be like where they are there; of several on one attribute all must be met
 */
public record EventRule(String eventType, List<Attribute> required, List<OnValue> demands) {

    /** Stands for events of every type. */
    public static final String ANY_TYPE = "*";

    public EventRule {
        requireNonNull(eventType, "eventType is null");
        required = List.copyOf(required);
        demands = List.copyOf(demands);
    }

    /** A demand on the value of one field or property. */
    public record OnValue(Attribute attribute, Demand demand) {
        public OnValue {
            requireNonNull(attribute, "attribute is null");
            requireNonNull(demand, "demand is null");
        }
    }
}
