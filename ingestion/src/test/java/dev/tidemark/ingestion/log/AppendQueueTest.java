package dev.tidemark.ingestion.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.ingestion.log.AppendQueue.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AppendQueueTest {
    private static final int MIB = 1 << 20;

    private AppendQueue queue = new AppendQueue(1L << 40);

    private Pending offer(String flow, int bytes) {
        Pending pending = new Pending(new byte[bytes], new CompletableFuture<>());
        assertThat(queue.offer(pending, flow)).isEqualTo(AppendQueue.Offer.TAKEN);
        return pending;
    }

    private static long bytes(List<Pending> group) {
        return group.stream().mapToLong(pending -> pending.bytes().length).sum();
    }

    @Test
    void littleThatWaitsIsOneGroup() {
        List<Pending> offered = List.of(offer("a", 10), offer("b", 10), offer("a", MIB));

        assertThat(queue.take()).containsExactlyInAnyOrderElementsOf(offered);
    }

    @Test
    void flowWithLittleToWriteDoesNotWaitForOneWithMuch() {
        for (int i = 0; i < 64; i++) {
            offer("flood", MIB);
        }
        Pending small = offer("small", 100);

        List<Pending> group = queue.take();

        assertThat(group).contains(small);
        assertThat(bytes(group)).isLessThan(6L * MIB);
    }

    @Test
    void recordThatIsLargerThanAGroupIsTaken() {
        Pending large = offer("a", 20 * MIB);

        assertThat(queue.take()).containsExactly(large);
    }

    @Property(tries = 200)
    void everyRecordIsTakenOnceAndInTheOrderOfItsFlow(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 3 * MIB) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 5) int flows) {
        queue = new AppendQueue(1L << 40); // the tries of a property share this object
        List<Pending> offered = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            offered.add(offer("flow " + i % flows, sizes.get(i)));
        }
        queue.close();

        List<Pending> taken = new ArrayList<>();
        for (List<Pending> group = queue.take(); !group.isEmpty(); group = queue.take()) {
            taken.addAll(group);
        }

        assertThat(ofFlows(taken, offered, flows)).isEqualTo(ofFlows(offered, offered, flows));
    }

    private static Map<Integer, List<Pending>> ofFlows(List<Pending> taken, List<Pending> offered, int flows) {
        return taken.stream().collect(Collectors.groupingBy(pending -> offered.indexOf(pending) % flows));
    }
}
