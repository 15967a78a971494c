package dev.tidemark.testkit.generate;

import dev.tidemark.domain.tenant.TenantId;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** The tenants of one case, which no other case has: so cases can share a store and never meet. */
public record Tenants(String name) {

    /** How many tenants the drafts of a case tell apart. */
    public static final int COUNT = 3;

    private static final String RUN =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());

    private static final AtomicLong NEXT = new AtomicLong();

    /** Tenants that no store has seen. */
    public static Tenants fresh() {
        return new Tenants("t" + RUN + "." + NEXT.getAndIncrement());
    }

    public TenantId get(int position) {
        return new TenantId(name + "." + position);
    }

    public List<TenantId> all() {
        return IntStream.range(0, COUNT).mapToObj(this::get).toList();
    }
}
