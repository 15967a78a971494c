package dev.tidemark.ingestion.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.delivery.Backfill;
import dev.tidemark.ingestion.delivery.Bodies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrimaryPagesTest {
    private static final int PAGE = 10_000;

    private final List<Event> stored = new ArrayList<>(Bodies.events(0, 2 * PAGE + 100));
    private int reads;
    private final PrimaryPages pages = PrimaryPages.shared(new Stored(), Duration.ofMinutes(1));

    @Test
    void thoseWhoFillSharesReadEachPageOnce() {
        List<Filling> shares = Stream.of(0, 1, 2).map(this::share).toList();
        List<Event> taken = new ArrayList<>();
        while (shares.stream().anyMatch(Filling::isPending)) {
            shares.stream().filter(Filling::isPending).forEach(share -> taken.addAll(take(share)));
        }
        assertThat(taken).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(reads).isEqualTo(3);
    }

    /** What was stored between is nowhere else: its record may lie before the place where this one goes on with the log. */
    @Test
    void whoBeginsLaterIsNotServedAnEarlierPage() {
        take(share(0));
        Event between = Bodies.event(0, Bodies.NOW.minusSeconds(1), "between");
        stored.addFirst(between);
        assertThat(take(share(0))).contains(between);
        assertThat(reads).isEqualTo(2);
    }

    private static List<Event> take(Filling share) {
        Backfill.Piece piece = share.next();
        piece.done().run();
        return piece.events();
    }

    private Filling share(int number) {
        return new Filling(
                pages,
                new ProgressNote() {
                    @Override
                    public void save(Progress progress) {
                        // nobody goes on with it
                    }

                    @Override
                    public void delete() {
                        throw new IllegalStateException("nobody begins anew");
                    }
                },
                Progress.begin("b from a"),
                event -> event.id().getLeastSignificantBits() % 3 == number);
    }

    /** In the order of their positions. */
    private final class Stored implements StoredEvents {
        @Override
        public SortedMap<TenantId, Long> tenants(Duration timeout) {
            return new TreeMap<>(Map.of(Bodies.TENANT, (long) stored.size()));
        }

        @Override
        public Optional<EventPosition> read(EventsRead read, Consumer<Event> sink) {
            reads++;
            List<Event> left = stored.stream()
                    .filter(event -> read.after()
                            .map(after -> EventPosition.of(event).compareTo(after) > 0)
                            .orElse(true))
                    .toList();
            List<Event> page = left.subList(0, Math.min(read.most(), left.size()));
            page.forEach(sink);
            return page.size() < left.size() ? Optional.of(EventPosition.of(page.getLast())) : Optional.empty();
        }
    }
}
