package dev.tidemark.domain.behavior;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.query.Attribute;

/** What sessions can be counted by. */
public sealed interface SessionDimension {

    String label();

    /** The screen or page of the first event that has one; of an event that has both, the screen. */
    record Entry() implements SessionDimension {
        @Override
        public String label() {
            return "entry";
        }
    }

    /** The screen or page of the last event that has one. */
    record Exit() implements SessionDimension {
        @Override
        public String label() {
            return "exit";
        }
    }

    /** An attribute of the first event, absent where that one has no value. */
    record First(Attribute attribute) implements SessionDimension {
        public First {
            requireNonNull(attribute, "attribute is null");
            if (!attribute.is(FieldRole.DIMENSION)) {
                throw new IllegalArgumentException(attribute.label() + " cannot be grouped by");
            }
        }

        @Override
        public String label() {
            return attribute.label();
        }
    }
}
