package dev.tidemark.domain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTest {

    private static final TenantId TENANT = new TenantId("acme");
    private static final Instant RECEIVED = Instant.parse("2026-01-02T03:04:05.678Z");

    @ParameterizedTest
    @EnumSource(
            value = Field.class,
            names = {"EVENT_ID", "EVENT_TYPE", "RECEIVED_AT"})
    void anEventNeedsIdTypeAndTimeOfReceipt(Field missing) {
        Event.Builder builder = Event.builder(TENANT);
        if (missing != Field.EVENT_ID) {
            builder.set(Field.EVENT_ID, new UUID(1, 2));
        }
        if (missing != Field.EVENT_TYPE) {
            builder.set(Field.EVENT_TYPE, "purchase");
        }
        if (missing != Field.RECEIVED_AT) {
            builder.set(Field.RECEIVED_AT, RECEIVED);
        }
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining(missing.label());
    }

    @Test
    void anAbsentTimestampIsTheTimeOfReceipt() {
        assertThat(complete().build().timestamp()).isEqualTo(RECEIVED);
        Instant earlier = RECEIVED.minusSeconds(1);
        assertThat(complete().set(Field.TIMESTAMP, earlier).build().timestamp()).isEqualTo(earlier);
    }

    @Test
    void theActorIsTheUserElseTheAnonymousElseTheDevice() {
        Event.Builder device = complete().set(Field.DEVICE_ID, "device");
        assertThat(complete().build().value(Field.ACTOR_ID)).isNull();
        assertThat(complete().set(Field.DEVICE_ID, "device").build().value(Field.ACTOR_ID))
                .isEqualTo("device");
        device.set(Field.ANONYMOUS_ID, "anonymous");
        assertThat(device.build().value(Field.ACTOR_ID)).isEqualTo("anonymous");
        Event.Builder all = complete()
                .set(Field.DEVICE_ID, "device")
                .set(Field.ANONYMOUS_ID, "anonymous")
                .set(Field.USER_ID, "user");
        assertThat(all.build().value(Field.ACTOR_ID)).isEqualTo("user");
    }

    @Test
    void anActorThatWasSetIsDerivedAllTheSame() {
        assertThat(complete().set(Field.ACTOR_ID, "somebody").build().value(Field.ACTOR_ID))
                .isNull();
    }

    @Test
    void anotherTenantIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().set(Field.TENANT_ID, "other"))
                .withMessageContaining("acme");
        assertThat(complete().set(Field.TENANT_ID, "acme").build().tenant()).isEqualTo(TENANT);
    }

    @Test
    void aNegativeZeroIsZero() {
        Event.Builder builder = Event.builder(TENANT).set(Field.DURATION_MS, -0.0);
        assertThat(builder.get(Field.DURATION_MS)).isEqualTo(0.0);
    }

    @Test
    void aValueBeyondItsLimitsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> complete().set(Field.BYTES, -1L));
        assertThatIllegalArgumentException().isThrownBy(() -> complete().set(Field.PLATFORM, ""));
    }

    @Test
    void emptyPropertiesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> complete().property("plan", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> complete().property("", "free"));
    }

    @Test
    void propertiesKeepTheirOrderAndCannotBeChanged() {
        Event event = complete().property("b", "1").property("a", "2").build();
        assertThat(event.properties().keySet()).containsExactly("b", "a");
        assertThatThrownBy(() -> event.properties().put("c", "3")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void eventsAreEqualByValue() {
        assertThat(complete().property("a", "1").build())
                .isEqualTo(complete().property("a", "1").build())
                .hasSameHashCodeAs(complete().property("a", "1").build())
                .isNotEqualTo(complete().property("a", "2").build())
                .isNotEqualTo(complete().build());
    }

    @Test
    void sendingsOfOneEventAreAtMostADayApart() {
        EventKey key = complete().build().key();
        assertThat(key.isSameEvent(at(key, Duration.ofDays(1)))).isTrue();
        assertThat(key.isSameEvent(at(key, Duration.ofDays(-1)))).isTrue();
        assertThat(key.isSameEvent(at(key, Duration.ofDays(1).plusMillis(1)))).isFalse();
        assertThat(key.isSameEvent(new EventKey(new TenantId("other"), key.id(), key.timestamp())))
                .isFalse();
        assertThat(key.isSameEvent(new EventKey(TENANT, new UUID(1, 3), key.timestamp())))
                .isFalse();
    }

    private static EventKey at(EventKey key, Duration distance) {
        return new EventKey(key.tenant(), key.id(), key.timestamp().plus(distance));
    }

    private static Event.Builder complete() {
        return Event.builder(TENANT)
                .set(Field.EVENT_ID, new UUID(1, 2))
                .set(Field.EVENT_TYPE, "purchase")
                .set(Field.RECEIVED_AT, RECEIVED);
    }
}
