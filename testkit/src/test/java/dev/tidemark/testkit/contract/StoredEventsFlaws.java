package dev.tidemark.testkit.contract;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Mistakes of handing stored events over. */
enum StoredEventsFlaws implements Flaw {
    PAGES_BEGIN_A_MILLISECOND_LATE {
        @Override
        public Optional<EventPosition> next(Optional<EventPosition> right) {
            return right.map(next -> new EventPosition(next.timestamp(), new UUID(-1, -1)));
        }
    },
    PAGES_REPEAT_THE_LAST_EVENT {
        @Override
        public EventsRead asked(EventsRead read) {
            Optional<EventPosition> before = read.after()
                    .map(after -> new EventPosition(
                            after.timestamp(),
                            new UUID(
                                    after.id().getMostSignificantBits(),
                                    after.id().getLeastSignificantBits() - 1)));
            return new EventsRead(read.tenant(), before, read.receivedFrom(), read.most(), read.timeout());
        }
    },
    THE_FIRST_PAGE_IS_TAKEN_FOR_THE_LAST {
        @Override
        public Optional<EventPosition> next(Optional<EventPosition> right) {
            return Optional.empty();
        }
    },
    PAGES_ARE_AN_EVENT_TOO_LONG {
        @Override
        public EventsRead asked(EventsRead read) {
            return new EventsRead(read.tenant(), read.after(), read.receivedFrom(), read.most() + 1, read.timeout());
        }
    },
    TIME_OF_RECEIPT_IS_NOT_LOOKED_AT {
        @Override
        public EventsRead asked(EventsRead read) {
            return new EventsRead(read.tenant(), read.after(), Optional.empty(), read.most(), read.timeout());
        }
    },
    TIME_OF_RECEIPT_IS_LOST {
        @Override
        public Event handedOver(Event event) {
            return with(event, Field.RECEIVED_AT, event.timestamp());
        }
    },
    AMOUNTS_PASS_THROUGH_FLOATS {
        @Override
        public Event handedOver(Event event) {
            return event.value(Field.AMOUNT) instanceof BigDecimal amount
                    ? with(
                            event,
                            Field.AMOUNT,
                            BigDecimal.valueOf(amount.floatValue()).setScale(4, java.math.RoundingMode.HALF_UP))
                    : event;
        }
    },
    ABSENT_NUMBERS_ARE_ZERO {
        @Override
        public Event handedOver(Event event) {
            return event.value(Field.QUANTITY) == null ? with(event, Field.QUANTITY, 0L) : event;
        }
    },
    PROPERTIES_ARE_TRIMMED {
        @Override
        public Event handedOver(Event event) {
            Event.Builder builder = Event.builder(event.tenant());
            StoredEventsFlaws.copyFields(event, builder);
            event.properties().forEach((key, value) -> builder.property(key, value.isBlank() ? value : value.strip()));
            return builder.build();
        }
    },
    TENANTS_ARE_MIXED {
        @Override
        public Event handedOver(Event event) {
            return ReadFlaws.copy(event, new TenantId(event.tenant().value() + "x"), event.timestamp(), text -> text);
        }
    },
    EVENTS_OF_A_TENANT_ARE_MISCOUNTED {
        @Override
        public SortedMap<TenantId, Long> counted(SortedMap<TenantId, Long> right) {
            SortedMap<TenantId, Long> wrong = new TreeMap<>(right);
            wrong.replaceAll((tenant, events) -> Math.max(1, events - 1));
            return wrong;
        }
    };

    private static Event with(Event event, Field changed, Object value) {
        Event.Builder builder = Event.builder(event.tenant());
        copyFields(event, builder);
        event.properties().forEach(builder::property);
        return builder.set(changed, value).build();
    }

    private static void copyFields(Event event, Event.Builder builder) {
        for (Field field : Field.values()) {
            Object kept = event.value(field);
            if (field != Field.ACTOR_ID && kept != null) {
                builder.set(field, kept);
            }
        }
    }
}
