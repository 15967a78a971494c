package dev.tidemark.domain.rollup;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of an update's life, in the order in which a device sends them. */
public enum UpdateEvent {
    STARTED("update_started"),
    DOWNLOADING("update_downloading"),
    DOWNLOADED("update_downloaded"),
    INSTALLING("update_installing"),
    INSTALLED("update_installed"),
    FAILED("update_failed"),
    CANCELLED("update_cancelled"),
    ROLLBACK_STARTED("rollback_started"),
    ROLLBACK_COMPLETED("rollback_completed");

    /** Is true of all of them. */
    public static final Filter ANY = anyOf(values());

    private final String label;

    UpdateEvent(String label) {
        this.label = label;
    }

    /** The {@code event_type}. */
    public String label() {
        return label;
    }

    /** Whether this is what an event's type says. */
    public boolean isNamed(@Nullable Object type) {
        return label.equals(type);
    }

    /** Is true of events of this type. */
    public Filter filter() {
        return new Filter.Compare(Attribute.of(Field.EVENT_TYPE), Comparison.EQUAL, new Literal.Text(label));
    }

    /** Is true of events of these types. */
    public static Filter anyOf(UpdateEvent... events) {
        List<Literal> labels = Arrays.stream(events)
                .<Literal>map(event -> new Literal.Text(event.label))
                .toList();
        return new Filter.In(Attribute.of(Field.EVENT_TYPE), labels);
    }
}
