package dev.tidemark.ingestion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.tenant.TenantId;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SharedBudgetTest {
    private static final TenantId FLOOD = new TenantId("flood");
    private static final TenantId OTHER = new TenantId("other");

    private static long fill(SharedBudget budget, TenantId tenant, long size) {
        long held = 0;
        while (budget.enter(tenant, size)) {
            held += size;
        }
        return held;
    }

    @Test
    void oneTenantAloneHoldsFourFifths() {
        assertThat(fill(new SharedBudget(1000), FLOOD, 1)).isEqualTo(800);
    }

    @Test
    void secondTenantFindsRoomAndWhatWasHeldIsGivenBack() {
        SharedBudget budget = new SharedBudget(1000);
        fill(budget, FLOOD, 10);

        assertThat(budget.enter(OTHER, 100)).isTrue();
        assertThat(budget.enter(FLOOD, 10)).isFalse();
        budget.leave(OTHER, 100);
        for (int i = 0; i < 80; i++) {
            budget.leave(FLOOD, 10);
        }
        assertThat(fill(budget, OTHER, 10)).isEqualTo(800);
    }

    @Test
    void nothingHeldMeansRoomForAnything() {
        SharedBudget budget = new SharedBudget(100);

        assertThat(budget.enter(FLOOD, 5000)).isTrue();
        assertThat(budget.enter(OTHER, 1)).isFalse();
    }

    /** However many flood, and whoever came first: while what is held comes and goes, the next one finds room. */
    @Property(tries = 20)
    void whoeverComesFindsRoom(@ForAll @IntRange(min = 1, max = 20) int floods) {
        SharedBudget budget = new SharedBudget(1000);
        long[] held = new long[floods];
        for (int i = 0; i < floods; i++) {
            held[i] = fill(budget, flood(i), 1);
        }
        for (int round = 0; round < 20_000; round++) {
            int leaving = round % floods;
            if (held[leaving] > 0) {
                budget.leave(flood(leaving), 1);
                held[leaving]--;
            }
            for (int i = 1; i <= floods; i++) {
                int next = (leaving + i) % floods;
                held[next] += budget.enter(flood(next), 1) ? 1 : 0;
            }
        }

        assertThat(budget.enter(OTHER, 1)).isTrue();
        assertThat(Arrays.stream(held).max().orElseThrow())
                .isLessThanOrEqualTo(2 * Arrays.stream(held).min().orElseThrow());
    }

    private static TenantId flood(int number) {
        return new TenantId("flood" + number);
    }
}
