package dev.tidemark.ingestion.decode;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldLimits;
import dev.tidemark.domain.event.Properties;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.decode.Names.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An event while it is read. Values sent under aliases wait until everything has been seen: a field's own name wins over its
 * aliases, and an alias over later ones of the list, in whatever order they come. What loses stays as a property.
 */
final class Draft {

    /** What one ticket costs; becomes an amount together with the quantity where no amount was sent, and stays a property. */
    private static final String PRICE = "price";

    private final TenantId tenant;
    private final Instant now;
    private final Event.Builder event;
    private final Function<Instant, UUID> ids;
    private final List<Aliased> aliased = new ArrayList<>(4);
    private final ClockCorrection clock;
    private @Nullable String price;
    private @Nullable String sentAtName;
    private @Nullable Value sentAt;
    private int propertyChars;

    /**
     * @param now when the body was received
     * @param clock puts the timestamp right
     * @param ids makes the id where the client sends none
     */
    Draft(TenantId tenant, Instant now, ClockCorrection clock, Function<Instant, UUID> ids) {
        this.tenant = tenant;
        this.now = now;
        this.clock = clock;
        this.ids = ids;
        this.event = Event.builder(tenant);
    }

    private record Aliased(Target target, Value value) {}

    /** A value sent under a name or alias of the catalogue. */
    void field(Target target, Value value) throws InvalidEventException {
        if (target.isOwnName()) {
            set(target, value);
        } else {
            aliased.removeIf(earlier -> earlier.target().equals(target));
            aliased.add(new Aliased(target, value));
        }
    }

    /** A value sent under an unknown name outside the group of properties. */
    void property(String path, Value value) throws InvalidEventException {
        if (path.equals(PRICE)) {
            price = Numbers.isDecimal(value.text()) ? value.text() : null;
        }
        if (SentAt.isName(path)) {
            if (!path.equals(sentAtName)) {
                keepSentAt();
            }
            sentAtName = path;
            sentAt = value;
        } else {
            property(path, value.text());
        }
    }

    /** Makes a property of a time of sending that corrects nothing. */
    private void keepSentAt() throws InvalidEventException {
        if (sentAtName != null && sentAt != null) {
            property(sentAtName, sentAt.text());
        }
    }

    /** Stops at once where there are too many, so that what is held stays small whatever is sent. */
    void property(String key, String value) throws InvalidEventException {
        propertyChars += key.length() + value.length();
        if (propertyChars > Properties.MAX_BYTES) {
            throw tooManyProperties("the event's properties take more than " + Properties.MAX_BYTES + " bytes");
        }
        event.property(key, value);
        if (event.properties().size() > Properties.MAX_KEYS) {
            throw tooManyProperties("the event has more than " + Properties.MAX_KEYS + " properties");
        }
    }

    /** The event, with what the server adds to it. */
    Event finish() throws InvalidEventException {
        for (Aliased candidate : aliased) {
            settle(candidate);
        }
        addAmount();
        correctTimestamp();
        checkProperties();
        addWhatIsMissing();
        return event.build();
    }

    private void settle(Aliased candidate) throws InvalidEventException {
        Target target = candidate.target();
        if (event.get(target.field()) != null || hasBetter(target)) {
            property(target.path(), candidate.value().text());
        } else {
            set(target, candidate.value());
        }
    }

    private boolean hasBetter(Target target) {
        for (Aliased other : aliased) {
            if (other.target().field() == target.field() && other.target().rank() < target.rank()) {
                return true;
            }
        }
        return false;
    }

    private void set(Target target, Value value) throws InvalidEventException {
        Field field = target.field();
        Object converted = Conversions.convert(field, target.factor(), value);
        if (field == Field.TENANT_ID && !converted.equals(tenant.value())) {
            throw new InvalidEventException(
                    RejectionCode.FOREIGN_TENANT,
                    "tenant_id is '" + converted + "', but the key belongs to '" + tenant
                            + "'; leave tenant_id out, or use a key of that tenant");
        }
        event.set(field, converted);
    }

    private void addAmount() throws InvalidEventException {
        if (price == null || event.get(Field.AMOUNT) != null) {
            return;
        }
        Object quantity = event.get(Field.QUANTITY);
        BigDecimal times = quantity == null ? BigDecimal.ONE : BigDecimal.valueOf((Long) quantity);
        BigDecimal amount = Conversions.amount(
                "price × quantity", Numbers.decimal(PRICE, price).multiply(times));
        event.set(Field.AMOUNT, amount);
    }

    private void correctTimestamp() throws InvalidEventException {
        Instant corrected =
                event.get(Field.TIMESTAMP) instanceof Instant timestamp ? clock.correct(timestamp, sentAt) : null;
        if (corrected == null) {
            keepSentAt();
        } else {
            event.set(Field.TIMESTAMP, corrected);
        }
    }

    /** The exact check, needed only where characters of several bytes could make the difference. */
    private void checkProperties() throws InvalidEventException {
        if (3L * propertyChars <= Properties.MAX_BYTES) {
            return;
        }
        long bytes = 0;
        for (Map.Entry<String, String> property : event.properties().entrySet()) {
            bytes += Utf8Length.of(property.getKey()) + Utf8Length.of(property.getValue());
        }
        if (bytes > Properties.MAX_BYTES) {
            throw tooManyProperties("the event's properties take " + bytes + " bytes");
        }
    }

    private static InvalidEventException tooManyProperties(String found) {
        return new InvalidEventException(
                RejectionCode.TOO_MANY_PROPERTIES,
                found + ", expected at most " + Properties.MAX_KEYS + " properties of at most " + Properties.MAX_BYTES
                        + " bytes together");
    }

    private String missingType() {
        boolean isBatch = event.properties().keySet().stream().anyMatch(Batch::isEvents);
        return "event_type is missing, expected a text such as 'screen_view'"
                + (isBatch ? "; a batch of events is a body of its own, and no line or element of one" : "");
    }

    private void addWhatIsMissing() throws InvalidEventException {
        if (event.get(Field.EVENT_TYPE) == null) {
            throw new InvalidEventException(RejectionCode.MISSING_FIELD, missingType());
        }
        event.set(Field.RECEIVED_AT, now);
        if (event.get(Field.TIMESTAMP) instanceof Instant timestamp) {
            Optional<Violation> violation = FieldLimits.checkTimestamp(timestamp, now);
            if (violation.isPresent()) {
                throw new InvalidEventException(violation.get());
            }
        }
        if (event.get(Field.EVENT_ID) == null) {
            event.set(Field.EVENT_ID, ids.apply(now));
        }
    }
}
