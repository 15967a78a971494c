package dev.tidemark.domain.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class AggregateQueryTest {

    private static final Buckets DAY = Buckets.of(
            new TimeRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z")),
            Granularity.NONE,
            ZoneOffset.UTC,
            DayOfWeek.MONDAY);

    private static final Attribute PLATFORM = Attribute.of(Field.PLATFORM);
    private static final Attribute DURATION = Attribute.of(Field.DURATION_MS);

    @Test
    void onlyNumbersAreSortedBy() {
        List<Aggregate> aggregates = List.of(new Aggregate.Sum(DURATION), new Aggregate.Bins(DURATION));
        assertThat(query(List.of(), aggregates, new Ordering.ByMeasure(0, true)).order())
                .hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query(List.of(), aggregates, new Ordering.ByMeasure(1, true)))
                .withMessageContaining("duration_ms");
    }

    @Test
    void anOrderNamesColumnsThatTheQueryHas() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query(List.of(PLATFORM), List.of(), new Ordering.ByDimension(1, false)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query(List.of(PLATFORM), List.of(), new Ordering.ByMeasure(0, false)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query(List.of(PLATFORM), List.of(), new Ordering.ByDimension(-1, false)));
    }

    @Test
    void aDimensionIsAskedForOnceAndCanBeGroupedBy() {
        assertThatIllegalArgumentException().isThrownBy(() -> query(List.of(PLATFORM, PLATFORM), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> query(List.of(DURATION), List.of()));
    }

    private static AggregateQuery query(List<Attribute> dimensions, List<Aggregate> aggregates, Ordering... order) {
        return new AggregateQuery(new TenantId("acme"), DAY, dimensions, aggregates, Filter.ALL, List.of(order), 10);
    }
}
