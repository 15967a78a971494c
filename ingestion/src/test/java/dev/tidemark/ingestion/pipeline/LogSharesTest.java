package dev.tidemark.ingestion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

class LogSharesTest {
    private static final TenantId A = new TenantId("a");
    private static final TenantId B = new TenantId("b");

    private final LogShares shares = new LogShares();

    private void append(TenantId tenant, int bodies) {
        for (int i = 0; i < bodies; i++) {
            shares.appended(tenant, 100);
        }
    }

    @Test
    void shareIsThatOfWhatWaits() {
        append(A, 300);
        append(B, 100);

        shares.observe(400);

        assertThat(shares.share(A)).isEqualTo(0.75);
        assertThat(shares.share(B)).isEqualTo(0.25);
    }

    @Test
    void whatWasDeliveredCountsNoMore() {
        append(A, 10_000);
        append(B, 1000);

        shares.observe(1000);

        assertThat(shares.share(B)).isCloseTo(1, within(0.1));
        shares.observe(0);
        assertThat(shares.share(A)).isZero();
        assertThat(shares.share(B)).isZero();
    }

    @Test
    void whatOthersPutThereIsNobodys() {
        append(A, 100);

        shares.observe(1000);

        assertThat(shares.share(A)).isEqualTo(0.1);
    }
}
