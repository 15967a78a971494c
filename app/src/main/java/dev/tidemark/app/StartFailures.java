package dev.tidemark.app;

import dev.tidemark.app.settings.Settings;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.ingestion.kafka.KafkaLogException;
import dev.tidemark.ingestion.log.LogCorruptException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells failures that an operator can mend, whose message is enough, from defects, whose stack trace is needed. */
final class StartFailures {
    private StartFailures() {}

    /** The failure in words, or empty for a defect. */
    static Optional<StartFailedException> explain(Throwable failure, Settings settings) {
        return Stream.iterate(Optional.of(failure), Optional::isPresent, f -> f.map(Throwable::getCause))
                .flatMap(Optional::stream)
                .flatMap(cause -> words(cause, settings).stream())
                .findFirst()
                .map(words -> new StartFailedException(words, failure));
    }

    private static Optional<String> words(Throwable cause, Settings settings) {
        return switch (cause) {
            case BindException e -> Optional.of(port(settings, e));
            case SQLException e ->
                Optional.of(
                        "the control database at " + settings.control().url().replaceAll(";.*", "")
                                + " cannot be used: " + firstLine(e) + "; is another server using it?");
            case StorageException e -> Optional.of(firstLine(e));
            case LogCorruptException e -> Optional.of(firstLine(e));
            case KafkaLogException e ->
                Optional.of("the event log in Kafka at "
                        + settings.kafka().client().get("bootstrap.servers") + " cannot be used: " + firstLine(e));
            case IllegalStateException e when isFromTheLog(e) -> Optional.of(firstLine(e));
            case UncheckedIOException e -> Optional.of(firstLine(e));
            case IOException e -> Optional.of(e.toString());
            default -> Optional.empty();
        };
    }

    private static String port(Settings settings, BindException e) {
        return "TIDEMARK_HTTP_PORT is " + settings.http().port() + ", which cannot be listened to on "
                + settings.http().host() + " (" + firstLine(e) + "); stop what uses it, or set another";
    }

    /** The framework's own illegal states are defects; the log's say that another process has it open. */
    private static boolean isFromTheLog(IllegalStateException e) {
        return e.getStackTrace().length > 0
                && e.getStackTrace()[0].getClassName().startsWith("dev.tidemark.ingestion.log");
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
