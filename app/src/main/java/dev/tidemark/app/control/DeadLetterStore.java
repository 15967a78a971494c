package dev.tidemark.app.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.app.settings.Settings;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.delivery.DeadLetter;
import dev.tidemark.ingestion.delivery.DeadLetters;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dead letters in the control database, by tenant in the order of receipt, until they are replayed or too old. */
@Singleton
public class DeadLetterStore implements DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterStore.class);

    /** What the column holds on both databases. */
    private static final int RAW_BYTES = 1 << 20;

    private static final int MESSAGE_CHARACTERS = 4096;

    private final DeadLetterRows rows;
    private final ControlDatabase database;
    private final Duration kept;
    private final Clock clock;

    DeadLetterStore(DeadLetterRows rows, ControlDatabase database, Settings settings, Clock clock) {
        this.rows = rows;
        this.database = database;
        this.kept = settings.control().deadLettersKept();
        this.clock = clock;
    }

    @Override
    public void keep(List<DeadLetter> letters) {
        save(letters);
        database.sync();
    }

    @Transactional
    void save(List<DeadLetter> letters) {
        Set<UUID> known = new HashSet<>(
                rows.findIdByIdIn(letters.stream().map(DeadLetter::id).toList()));
        rows.saveAll(letters.stream()
                .filter(letter -> !known.contains(letter.id()))
                .map(DeadLetterStore::row)
                .toList());
    }

    /**
     * Letters of a tenant in the order of receipt.
     *
     * @param after only those behind this one
     * @param code only those refused for this reason
     */
    public List<DeadLetter> list(TenantId tenant, Optional<Place> after, Optional<RejectionCode> code, int limit) {
        Place place = after.orElse(Place.FIRST);
        return rows
                .after(
                        tenant.value(),
                        place.receivedAt(),
                        place.id(),
                        code.map(RejectionCode::label).orElse(""),
                        limit)
                .stream()
                .map(DeadLetterStore::letter)
                .toList();
    }

    /** Those of the given letters that the tenant has. */
    public List<DeadLetter> find(TenantId tenant, Collection<UUID> ids) {
        return rows.findByTenantAndIdIn(tenant.value(), ids).stream()
                .map(DeadLetterStore::letter)
                .toList();
    }

    /** Forgets letters. */
    public void remove(Collection<UUID> ids) {
        rows.deleteByIdIn(ids);
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "1m")
    void removeOld() {
        try {
            long removed = rows.deleteByReceivedAtBefore(clock.instant().minus(kept));
            if (removed > 0) {
                log.info("removed {} dead letters older than {}", removed, kept);
            }
        } catch (RuntimeException e) {
            log.warn("old dead letters could not be removed; they are tried again in an hour", e);
        }
    }

    /** A place in the order of receipt. */
    public record Place(Instant receivedAt, UUID id) {
        static final Place FIRST = new Place(Instant.EPOCH, new UUID(0, 0));
    }

    private static DeadLetterRow row(DeadLetter letter) {
        byte[] raw = letter.raw().getBytes(UTF_8);
        String message = letter.violation().message();
        return new DeadLetterRow(
                letter.id(),
                letter.tenant().value(),
                letter.receivedAt(),
                letter.source(),
                letter.violation().code().label(),
                message.replace("\0", "")
                        .substring(
                                0,
                                Math.min(
                                        MESSAGE_CHARACTERS,
                                        message.replace("\0", "").length())),
                raw.length <= RAW_BYTES ? raw : Arrays.copyOf(raw, RAW_BYTES));
    }

    private static DeadLetter letter(DeadLetterRow row) {
        return new DeadLetter(
                row.id(),
                new TenantId(row.tenant()),
                row.receivedAt(),
                row.source(),
                new Violation(RejectionCode.valueOf(row.code().toUpperCase(Locale.ROOT)), row.message()),
                new String(row.raw(), UTF_8));
    }
}
