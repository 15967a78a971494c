package dev.tidemark.app.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code dead_letters}; {@code raw} is UTF-8. */
@MappedEntity("dead_letters")
@SuppressWarnings("ArrayRecordComponent") // a row is read and written, never compared
record DeadLetterRow(
        @Id UUID id, String tenant, Instant receivedAt, String source, String code, String message, byte[] raw) {}
