package dev.tidemark.ingestion.kafka;

import org.jspecify.annotations.Nullable;

/** The brokers cannot be reached, or refuse what they were asked. The message says what was being done. */
public final class KafkaLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KafkaLogException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
