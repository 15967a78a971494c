package dev.tidemark.ingestion.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.decode.BodyFormat;
import dev.tidemark.ingestion.decode.DecoderLimits;
import dev.tidemark.ingestion.decode.EventCheck;
import dev.tidemark.ingestion.decode.EventDecoder;
import dev.tidemark.ingestion.decode.Rejection;
import dev.tidemark.ingestion.decode.TimeOrderedIds;
import dev.tidemark.ingestion.log.AppendResult;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LocalEventLog;
import dev.tidemark.ingestion.log.LogObserver;
import dev.tidemark.ingestion.log.LogReader;
import dev.tidemark.ingestion.log.LogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventIntakeTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-02-01T12:00:00.123456Z"));
    private static final Executor DIRECT = Runnable::run;

    private final Counted counted = new Counted();
    private EventLog log;
    private EventIntake intake;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() {
        log = LocalEventLog.open(new LogSettings(directory, 8192, 4096, 1 << 20), LogObserver.none(), CLOCK);
        EventDecoder decoder = new EventDecoder(DecoderLimits.DEFAULT, new TimeOrderedIds(), EventCheck.NONE);
        IntakeLog counts = record -> log.append((record.tenant() + " " + record.source() + " " + record.receivedAt()
                        + " " + record.events().size() + "+"
                        + record.rejections().size())
                .getBytes(UTF_8));
        intake = new EventIntake(decoder, counts, 10_000, admission(1 << 20), counted, CLOCK, DIRECT);
    }

    private static Admission admission(long bytesInFlight) {
        Duration years = Duration.ofDays(365);
        var limits = new LogPressure.Limits(Long.MAX_VALUE, Long.MAX_VALUE, years, years);
        return new Admission(new LogPressure(limits, CLOCK), () -> 1, bytesInFlight);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private IntakeResult take(TenantId tenant, String body) {
        return intake.take(new Submission(tenant, "test", BodyFormat.DETECT, body.getBytes(UTF_8)))
                .toCompletableFuture()
                .join();
    }

    private IntakeResult.Taken taken(TenantId tenant, String body) {
        return (IntakeResult.Taken) take(tenant, body);
    }

    private List<String> records() {
        try (LogReader reader = log.reader("test")) {
            return reader.read(1 << 20, Duration.ZERO).stream()
                    .map(entry -> new String(entry.bytes(), UTF_8))
                    .toList();
        }
    }

    private static String event(String id) {
        return "{\"event_type\":\"t\",\"event_id\":\"" + id + "\"}";
    }

    @Test
    void acceptedDuplicatesAndRejectedAreTheEventsSent() {
        IntakeResult.Taken taken = taken(ACME, "[" + event("a") + "," + event("b") + "," + event("a") + ",1," + "{}]");

        assertThat(taken.accepted()).isEqualTo(2);
        assertThat(taken.duplicates()).isEqualTo(1);
        assertThat(taken.rejections()).extracting(Rejection::index).containsExactly(3, 4);
        assertThat(taken.position()).isPresent();
        assertThat(records()).containsExactly("acme test 2026-02-01T12:00:00.123Z 3+2");
        assertThat(counted.lines)
                .containsExactlyInAnyOrder(
                        "taken acme 2 1", "rejected acme UNREADABLE 1", "rejected acme MISSING_FIELD 1");
    }

    /** Replayed as a client's event it would be another one. */
    @Test
    void aRefusedLineOfAnExportBecomesNoDeadLetter() {
        String stored = "{\"event_id\":\"00000000-0000-0000-0000-000000000001\",\"event_type\":\"t\","
                + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"received_at\":\"2026-01-01T00:00:00Z\"}";
        IntakeResult.Taken mixed = takenBack(stored + "\n" + event("a"));
        IntakeResult.Taken none = takenBack(event("a"));

        assertThat(mixed.accepted()).isEqualTo(1);
        assertThat(mixed.rejections()).extracting(Rejection::index).containsExactly(1);
        assertThat(none.rejections()).hasSize(1);
        assertThat(none.position()).isEmpty();
        assertThat(records()).containsExactly("acme test 2026-02-01T12:00:00.123Z 1+0");
    }

    private IntakeResult.Taken takenBack(String lines) {
        return (IntakeResult.Taken) intake.take(new Submission(ACME, "test", BodyFormat.STORED, lines.getBytes(UTF_8)))
                .toCompletableFuture()
                .join();
    }

    @Test
    void eventSentAgainIsADuplicateForItsTenantOnly() {
        assertThat(taken(ACME, event("a")).duplicates()).isZero();
        assertThat(taken(ACME, event("a")).duplicates()).isEqualTo(1);
        assertThat(taken(ACME, event("a")).accepted()).isZero();
        assertThat(taken(new TenantId("other"), event("a")).accepted()).isEqualTo(1);
    }

    @Test
    void sameIdMoreThanADayApartIsAnotherEvent() {
        String early = "{\"event_type\":\"t\",\"event_id\":\"a\",\"timestamp\":\"2026-01-01T00:00:00Z\"}";
        String late = early.replace("01-01", "01-03");

        assertThat(taken(ACME, "[" + early + "," + late + "]").accepted()).isEqualTo(2);
    }

    @Test
    void unreadableBodyLeavesNothingBehind() {
        assertThat(take(ACME, event("a") + ","))
                .isInstanceOfSatisfying(IntakeResult.Unreadable.class, unreadable -> assertThat(unreadable.message())
                        .contains("(line 1, column ")
                        .contains("nothing of it was accepted"));
        assertThat(records()).isEmpty();
        assertThat(taken(ACME, event("a")).accepted()).isEqualTo(1);
        assertThat(counted.lines).containsExactly("unreadable acme", "taken acme 1 0");
    }

    @Test
    void emptyArrayNeedsNoRecord() {
        assertThat(taken(ACME, "[]").position()).isEmpty();
        assertThat(records()).isEmpty();
    }

    @Test
    void fullLogTakesNothingAndTheSameEventsAreNewLater() {
        records();
        int taken = 0;
        while (take(ACME, event("id-" + taken)) instanceof IntakeResult.Taken) {
            taken++;
        }

        assertThat(take(ACME, event("id-" + taken)))
                .isInstanceOfSatisfying(
                        IntakeResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.retryAfter()).isPositive());
        assertThat(counted.lines).contains("refused acme LOG_FULL 1");
        List<String> held = new ArrayList<>();
        try (LogReader reader = log.reader("test")) {
            for (var read = reader.read(1 << 20, Duration.ZERO);
                    !read.isEmpty();
                    read = reader.read(1 << 20, Duration.ZERO)) {
                read.forEach(entry -> held.add(new String(entry.bytes(), UTF_8)));
            }
            reader.save(reader.position());
        }
        assertThat(held).hasSize(taken);
        assertThat(taken(ACME, event("id-" + taken)).accepted()).isEqualTo(1);
    }

    @Test
    void tooMuchAtOnceIsRefusedUntilThereIsRoom() {
        Admission admission = admission(100);
        EventDecoder decoder = new EventDecoder(DecoderLimits.DEFAULT, new TimeOrderedIds(), EventCheck.NONE);
        intake = new EventIntake(decoder, record -> log.append(new byte[] {1}), 100, admission, counted, CLOCK, DIRECT);
        assertThat(admission.enter(ACME, 80)).isEmpty();

        assertThat(take(ACME, event("a"))).isInstanceOf(IntakeResult.Unavailable.class);
        assertThat(counted.lines).containsExactly("overloaded acme BUSY");
        admission.leave(ACME, 80);
        assertThat(taken(ACME, event("a")).accepted()).isEqualTo(1);
        assertThat(take(ACME, "oops")).isInstanceOf(IntakeResult.Unreadable.class);
        assertThat(taken(ACME, "[" + event("b") + " ".repeat(200) + "]").accepted())
                .isEqualTo(1);
    }

    @Test
    void recordThatTheLogNeverTakesIsTooLarge() {
        EventDecoder decoder = new EventDecoder(DecoderLimits.DEFAULT, new TimeOrderedIds(), EventCheck.NONE);
        intake = new EventIntake(
                decoder, record -> log.append(new byte[5000]), 100, admission(1 << 20), counted, CLOCK, DIRECT);

        assertThat(take(ACME, event("a"))).isInstanceOf(IntakeResult.TooLarge.class);
    }

    @Test
    void allowanceIsChargedForAllThatCameAndSettledByWhatWasAccepted() {
        Purse purse = new Purse(4);
        String body = "[" + event("a") + "," + event("a") + ",1]";

        assertThat(take(body, purse)).isInstanceOf(IntakeResult.Taken.class);
        assertThat(take("oops", purse)).isInstanceOf(IntakeResult.Unreadable.class);
        assertThat(take(event("b"), purse)).isInstanceOfSatisfying(IntakeResult.Limited.class, limited -> {
            assertThat(limited.message()).isEqualTo("1 came");
            assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        });

        assertThat(purse.lines).containsExactly("took 3", "settled 3 by 1", "took 1", "settled 1 by 0", "refused 1");
        assertThat(counted.lines).contains("limited acme RATE_LIMIT 1");
    }

    @Test
    void whatTheLogDoesNotTakeIsGivenBack() {
        Purse purse = new Purse(4);
        log.close();

        assertThat(take(event("a"), purse)).isInstanceOf(IntakeResult.Unavailable.class);

        assertThat(purse.lines).containsExactly("took 1", "gave back 1");
    }

    private IntakeResult take(String body, Allowance allowance) {
        return intake.take(new Submission(
                        ACME, "test", BodyFormat.DETECT, body.getBytes(UTF_8), Optional.empty(), allowance, false))
                .toCompletableFuture()
                .join();
    }

    private static final class Purse implements Allowance {
        final List<String> lines = new ArrayList<>();
        private int left;

        Purse(int left) {
            this.left = left;
        }

        @Override
        public Optional<Excess> take(int events) {
            if (left <= 0) {
                lines.add("refused " + events);
                return Optional.of(new Excess(Reason.RATE_LIMIT, events + " came", Duration.ofSeconds(3)));
            }
            left -= events;
            lines.add("took " + events);
            return Optional.empty();
        }

        @Override
        public void settle(int events, int accepted) {
            lines.add("settled " + events + " by " + accepted);
        }

        @Override
        public void giveBack(int events) {
            lines.add("gave back " + events);
        }
    }

    private static final class Counted implements IntakeObserver {
        final List<String> lines = new ArrayList<>();

        @Override
        public void taken(
                TenantId tenant, int accepted, int duplicates, int bytes, Duration decoding, Duration durable) {
            lines.add("taken " + tenant + " " + accepted + " " + duplicates);
        }

        @Override
        public void rejected(TenantId tenant, RejectionCode code, int events) {
            lines.add("rejected " + tenant + " " + code + " " + events);
        }

        @Override
        public void unreadable(TenantId tenant) {
            lines.add("unreadable " + tenant);
        }

        @Override
        public void refused(TenantId tenant, AppendResult.Reason reason, int events) {
            lines.add("refused " + tenant + " " + reason + " " + events);
        }

        @Override
        public void limited(TenantId tenant, Allowance.Reason reason, int events) {
            lines.add("limited " + tenant + " " + reason + " " + events);
        }

        @Override
        public void overloaded(TenantId tenant, Admission.Reason reason) {
            lines.add("overloaded " + tenant + " " + reason);
        }
    }
}
