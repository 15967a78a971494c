package dev.tidemark.ingestion.pipeline;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.decode.BodyFormat;
import dev.tidemark.ingestion.decode.Decoded;
import dev.tidemark.ingestion.decode.EventDecoder;
import dev.tidemark.ingestion.decode.Rejection;
import dev.tidemark.ingestion.log.AppendResult;
import dev.tidemark.ingestion.pipeline.Admission.Overload;
import dev.tidemark.ingestion.pipeline.Allowance.Excess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Takes bodies of events: decodes and checks them on the calling thread, appends accepted events and dead letters to the event log
 * as one record, and answers when that is durable. Either all of a body is taken or nothing. Safe for many threads.
 *
 * <p>Duplicates are counted as far as they are known and appended all the same: which sending of an event is stored is decided
 * behind the log, where nothing is forgotten.
 */
public final class EventIntake {

    /** How many recent events are remembered by default; they take 4 MiB. */
    public static final int DEFAULT_RECENT_EVENTS = 1 << 17;

    private final EventDecoder decoder;
    private final IntakeLog log;
    private final RecentIds recent;
    private final Admission admission;
    private final DecodingTurns turns = new DecodingTurns(Runtime.getRuntime().availableProcessors());
    private final IntakeObserver observer;
    private final InstantSource clock;
    private final Executor executor;

    /**
     * @param recentEvents how many durable events are remembered to recognise duplicates
     * @param admission what else there is room for
     * @param executor completes the answers, so that the log's writing thread is not held up
     */
    public EventIntake(
            EventDecoder decoder,
            IntakeLog log,
            int recentEvents,
            Admission admission,
            IntakeObserver observer,
            InstantSource clock,
            Executor executor) {
        this.decoder = requireNonNull(decoder, "decoder is null");
        this.log = requireNonNull(log, "log is null");
        this.recent = new RecentIds(recentEvents);
        this.admission = requireNonNull(admission, "admission is null");
        this.observer = requireNonNull(observer, "observer is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.executor = requireNonNull(executor, "executor is null");
    }

    /** Takes a body. The stage completes normally whatever the body and the state of the log. */
    public CompletionStage<IntakeResult> take(Submission submission) {
        TenantId tenant = submission.tenant();
        int bytes = submission.body().length;
        Optional<Overload> overload = admission.enter(tenant, bytes);
        if (overload.isPresent()) {
            observer.overloaded(tenant, overload.get().reason());
            return completed(new IntakeResult.Unavailable(
                    overload.get().message(), overload.get().retryAfter()));
        }
        try {
            return turns.run(tenant, bytes, () -> decodeAndAppend(submission))
                    .whenComplete((result, failure) -> admission.leave(tenant, bytes));
        } catch (RuntimeException | Error e) {
            admission.leave(tenant, bytes);
            throw e;
        }
    }

    private CompletionStage<IntakeResult> decodeAndAppend(Submission submission) {
        long began = System.nanoTime();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Decoded decoded =
                decoder.decode(submission.body(), submission.format(), submission.tenant(), now, submission.sentAt());
        return switch (decoded) {
            case Decoded.Events events -> append(submission, now, events, began);
            case Decoded.Unreadable unreadable ->
                unusable(submission, new IntakeResult.Unreadable(message(unreadable)));
            case Decoded.TooMany tooMany ->
                unusable(
                        submission,
                        new IntakeResult.TooLarge("the body holds more than " + tooMany.limit()
                                + " events, expected at most that; send fewer at once"));
        };
    }

    /** It counts as one event, for it cost something to find out. */
    private CompletionStage<IntakeResult> unusable(Submission submission, IntakeResult result) {
        observer.unreadable(submission.tenant());
        if (submission.allowance().take(1).isEmpty()) {
            submission.allowance().settle(1, 0);
        }
        return completed(result);
    }

    private static CompletionStage<IntakeResult> completed(IntakeResult result) {
        return CompletableFuture.completedFuture(result);
    }

    private CompletionStage<IntakeResult> append(
            Submission submission, Instant now, Decoded.Events decoded, long began) {
        int came = decoded.events().size() + decoded.rejections().size();
        Optional<Excess> excess = submission.allowance().take(came);
        if (excess.isPresent()) {
            observer.limited(submission.tenant(), excess.get().reason(), came);
            return completed(new IntakeResult.Limited(
                    excess.get().message(), excess.get().retryAfter()));
        }
        List<Rejection> letters = deadLetters(submission, decoded);
        if (decoded.events().isEmpty() && letters.isEmpty()) {
            submission.allowance().settle(came, 0);
            return completed(
                    new IntakeResult.Taken(0, 0, decoded.rejections(), decoded.uncorrected(), OptionalLong.empty()));
        }
        IntakeRecord record = new IntakeRecord(
                submission.tenant(), submission.source(), now, decoded.events(), letters, submission.awaited());
        long checked = System.nanoTime();
        return log.append(record)
                .thenApplyAsync(
                        result -> switch (result) {
                            case AppendResult.Appended appended ->
                                taken(submission, decoded, appended, checked - began, checked);
                            case AppendResult.Refused refused -> refused(submission, decoded, refused);
                        },
                        executor);
    }

    /** A line of an export becomes none: replayed, it would be another event. Whoever sends it has it. */
    private static List<Rejection> deadLetters(Submission submission, Decoded.Events decoded) {
        return submission.format() == BodyFormat.STORED ? List.of() : decoded.rejections();
    }

    private IntakeResult taken(
            Submission submission,
            Decoded.Events decoded,
            AppendResult.Appended appended,
            long decodingNanos,
            long checkedAt) {
        int duplicates = Duplicates.count(decoded.events(), recent);
        decoded.events().stream().map(Event::key).forEach(recent::add);
        int accepted = decoded.events().size() - duplicates;
        submission
                .allowance()
                .settle(decoded.events().size() + decoded.rejections().size(), accepted);
        admission.appended(submission.tenant(), submission.body().length);
        observer.taken(
                submission.tenant(),
                accepted,
                duplicates,
                submission.body().length,
                Duration.ofNanos(decodingNanos),
                Duration.ofNanos(System.nanoTime() - checkedAt));
        decoded.rejections().stream()
                .collect(Collectors.groupingBy(
                        rejection -> rejection.violation().code(), Collectors.summingInt(rejection -> 1)))
                .forEach((code, events) -> observer.rejected(submission.tenant(), code, events));
        decoded.uncorrected().ifPresent(events -> observer.uncorrected(submission.tenant(), events.events()));
        return new IntakeResult.Taken(
                accepted,
                duplicates,
                decoded.rejections(),
                decoded.uncorrected(),
                OptionalLong.of(appended.position()));
    }

    private IntakeResult refused(Submission submission, Decoded.Events decoded, AppendResult.Refused refused) {
        int came = decoded.events().size() + decoded.rejections().size();
        submission.allowance().giveBack(came);
        observer.refused(submission.tenant(), refused.reason(), came);
        return refused.retryAfter().isZero()
                ? new IntakeResult.TooLarge(refused.message() + " Send fewer events at once.")
                : new IntakeResult.Unavailable(refused.message(), refused.retryAfter());
    }

    private static String message(Decoded.Unreadable unreadable) {
        return unreadable.message() + " (line " + unreadable.line() + ", column " + unreadable.column() + ", byte "
                + unreadable.offset() + "); nothing of it was accepted";
    }
}
