package dev.tidemark.ingestion.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidemark.ingestion.decode.Rejection;
import dev.tidemark.ingestion.pipeline.IntakeResult;
import dev.tidemark.ingestion.pipeline.PrimaryStore;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What became of the events of a body. Accepted, duplicates and rejected together are the events sent.
 *
 * @param duplicates events known to have come before
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record EventAnswer(int accepted, int duplicates, List<Rejected> rejected) {

    EventAnswer {
        rejected = List.copyOf(rejected);
    }

    /**
     * An event that was not accepted.
     *
     * @param index its place in the body, counted from 0
     * @param code for programs, one of {@link dev.tidemark.domain.event.RejectionCode}
     * @param message for people
     */
    @Serdeable
    record Rejected(int index, String code, String message) {
        static Rejected of(Rejection rejection) {
            return new Rejected(
                    rejection.index(),
                    rejection.violation().code().label(),
                    rejection.violation().message());
        }
    }

    static EventAnswer of(IntakeResult.Taken taken) {
        return new EventAnswer(taken.accepted(), taken.duplicates(), rejected(taken));
    }

    /** With what turned out when the events were stored. What the store refused still counts as accepted: it is kept, as a dead letter. */
    static EventAnswer of(IntakeResult.Taken taken, PrimaryStore.Outcome outcome) {
        return switch (outcome) {
            case PrimaryStore.Outcome.Counted counts ->
                new EventAnswer(counts.stored() + counts.refused(), counts.duplicates(), rejected(taken));
            case PrimaryStore.Outcome.Uncounted() -> of(taken);
        };
    }

    private static List<Rejected> rejected(IntakeResult.Taken taken) {
        return taken.rejections().stream().map(Rejected::of).toList();
    }
}
