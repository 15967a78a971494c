package dev.tidemark.ingestion.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidemark.ingestion.decode.Rejection;
import dev.tidemark.ingestion.decode.Uncorrected;
import dev.tidemark.ingestion.pipeline.IntakeResult;
import dev.tidemark.ingestion.pipeline.PrimaryStore;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What became of the events of a body. Accepted, duplicates and rejected together are the events sent.
 *
 * @param duplicates events known to have come before
 * @param warnings what the client should know though nothing was refused for it; left out where there is none
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record EventAnswer(
        int accepted,
        int duplicates,
        List<Rejected> rejected,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Warning> warnings) {

    EventAnswer {
        rejected = List.copyOf(rejected);
        warnings = List.copyOf(warnings);
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

    /**
     * Something to mend at the client.
     *
     * @param code for programs
     * @param events how many events it is about
     * @param message for people, about the first of them
     */
    @Serdeable
    record Warning(String code, int events, String message) {
        static Warning of(Uncorrected uncorrected) {
            return new Warning(
                    "uncorrected_timestamp",
                    uncorrected.events(),
                    uncorrected.reason() + "; the timestamp is kept as sent");
        }
    }

    static EventAnswer of(IntakeResult.Taken taken) {
        return new EventAnswer(taken.accepted(), taken.duplicates(), rejected(taken), warnings(taken));
    }

    /** With what turned out when the events were stored. What the store refused still counts as accepted: it is kept, as a dead letter. */
    static EventAnswer of(IntakeResult.Taken taken, PrimaryStore.Outcome outcome) {
        return switch (outcome) {
            case PrimaryStore.Outcome.Counted counts ->
                new EventAnswer(
                        counts.stored() + counts.refused(), counts.duplicates(), rejected(taken), warnings(taken));
            case PrimaryStore.Outcome.Uncounted() -> of(taken);
        };
    }

    private static List<Rejected> rejected(IntakeResult.Taken taken) {
        return taken.rejections().stream().map(Rejected::of).toList();
    }

    private static List<Warning> warnings(IntakeResult.Taken taken) {
        return taken.uncorrected().stream().map(Warning::of).toList();
    }
}
