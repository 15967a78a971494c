package dev.tidemark.storage.sql;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the contract of funnels, whose histories are small, does not show. */
class FunnelCountTest {

    @Test
    void aBreakdownByTooManyValuesIsRefused() {
        FunnelCount count = new FunnelCount(new FunnelQuery(
                new TenantId("acme"),
                new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)),
                Filter.ALL,
                List.of(Filter.ALL),
                FunnelQuery.Mode.ORDERED,
                Duration.ofDays(1),
                Optional.of(Attribute.of(Field.CITY))));
        for (int actor = 0; actor <= FunnelCount.MAX_VALUES; actor++) {
            count.add(actor, 0, 1, "value " + actor);
        }
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(count::groups)
                .withMessageContaining("the breakdown has more than 100000 values; break down by")
                .matches(refusal -> refusal.category() == StorageException.Category.INVALID_QUERY);
    }
}
