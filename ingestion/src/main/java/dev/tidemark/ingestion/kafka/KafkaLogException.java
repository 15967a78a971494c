package dev.tidemark.ingestion.kafka;

import org.jspecify.annotations.Nullable;

/** The brokers cannot be reached, or refuse what they were asked. The message says what was being done. */
public final class KafkaLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, down to what a failed handshake says of the certificate. */
    static String explain(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == failure ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + root.getMessage();
    }

    KafkaLogException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
