package dev.tidemark.app.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.app.control.DeadLetterStore;
import dev.tidemark.app.control.DeadLetterStore.Place;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.decode.BodyFormat;
import dev.tidemark.ingestion.decode.Rejection;
import dev.tidemark.ingestion.delivery.DeadLetter;
import dev.tidemark.ingestion.pipeline.EventIntake;
import dev.tidemark.ingestion.pipeline.IntakeResult;
import dev.tidemark.ingestion.pipeline.Submission;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends dead letters again, as if their clients did: what is accepted now is an event, what is refused once more is a new dead
 * letter, and the old letter is gone in both cases. An event without an id gets the letter's, so that a replay which is
 * interrupted and begun anew stores nothing twice.
 */
@Requires(beans = EventIntake.class)
@Singleton
public final class Replay {
    private static final String SOURCE = "replay";
    private static final int PAGE = 100;
    private static final int BODY_CHARACTERS = 4 << 20;

    private final DeadLetterStore letters;
    private final EventIntake intake;
    private final Clock clock;

    Replay(DeadLetterStore letters, EventIntake intake, Clock clock) {
        this.letters = letters;
        this.intake = intake;
        this.clock = clock;
    }

    /**
     * Replays letters of a tenant that were received until now.
     *
     * @param ids only these
     * @param code only those refused for this reason
     * @throws StorageException of category UNAVAILABLE if the event log takes nothing; what was replayed before stays so
     */
    public Outcome run(TenantId tenant, Optional<List<UUID>> ids, Optional<RejectionCode> code) {
        var tally = new Tally();
        if (ids.isPresent()) {
            send(tenant, letters.find(tenant, ids.get()), tally);
            return tally.outcome();
        }
        Instant begin = clock.instant();
        Optional<Place> place = Optional.empty();
        while (true) {
            List<DeadLetter> page = letters.list(tenant, place, code, PAGE);
            send(
                    tenant,
                    page.stream()
                            .filter(letter -> letter.receivedAt().isBefore(begin))
                            .toList(),
                    tally);
            if (page.size() < PAGE || !page.getLast().receivedAt().isBefore(begin)) {
                return tally.outcome();
            }
            place = Optional.of(
                    new Place(page.getLast().receivedAt(), page.getLast().id()));
        }
    }

    private void send(TenantId tenant, List<DeadLetter> page, Tally tally) {
        var batch = new ArrayList<DeadLetter>();
        var body = new ArrayList<String>();
        int size = 0;
        for (DeadLetter letter : page) {
            Optional<String> event = LetterBody.of(letter, clock.instant());
            if (event.isEmpty()) {
                tally.rejected.add(new Refused(
                        letter.id(),
                        RejectionCode.UNREADABLE,
                        "its text is no whole JSON object; mend it and send it to POST /v1/events"));
                continue;
            }
            if (size + event.get().length() > BODY_CHARACTERS) {
                send(tenant, batch, body, tally);
                size = 0;
            }
            batch.add(letter);
            body.add(event.get());
            size += event.get().length();
        }
        send(tenant, batch, body, tally);
    }

    private void send(TenantId tenant, List<DeadLetter> batch, List<String> events, Tally tally) {
        if (batch.isEmpty()) {
            return;
        }
        byte[] body = ("[" + String.join(",", events) + "]").getBytes(UTF_8);
        IntakeResult result = intake.take(new Submission(tenant, SOURCE, BodyFormat.DETECT, body))
                .toCompletableFuture()
                .join();
        switch (result) {
            case IntakeResult.Taken taken -> {
                letters.remove(batch.stream().map(DeadLetter::id).toList());
                tally.add(taken, batch);
            }
            case IntakeResult.Unavailable unavailable ->
                throw new StorageException(StorageException.Category.UNAVAILABLE, unavailable.message(), null);
            case IntakeResult.Limited limited -> throw new IllegalStateException(limited.message());
            case IntakeResult.Unreadable unreadable -> throw new IllegalStateException(unreadable.message());
            case IntakeResult.TooLarge large -> throw new IllegalStateException(large.message());
        }
        batch.clear();
        events.clear();
    }

    /** What became of the letters. */
    public record Outcome(int accepted, int duplicates, List<Refused> rejected) {}

    /** A letter that is no event yet. */
    public record Refused(UUID id, RejectionCode code, String message) {}

    private static final class Tally {
        private final List<Refused> rejected = new ArrayList<>();
        private int accepted;
        private int duplicates;

        void add(IntakeResult.Taken taken, List<DeadLetter> batch) {
            accepted += taken.accepted();
            duplicates += taken.duplicates();
            for (Rejection rejection : taken.rejections()) {
                rejected.add(new Refused(
                        batch.get(rejection.index()).id(),
                        rejection.violation().code(),
                        rejection.violation().message()));
            }
        }

        Outcome outcome() {
            return new Outcome(accepted, duplicates, List.copyOf(rejected));
        }
    }
}
