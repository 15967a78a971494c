package dev.tidemark.ingestion.pipeline;

import dev.tidemark.ingestion.log.AppendResult;
import java.util.concurrent.CompletionStage;

/** Where bodies are made durable. Called by many threads at once. */
@FunctionalInterface
public interface IntakeLog {

    /**
     * Makes what a body brought durable, whole or not at all as far as the log can tell; see {@link AppendResult}. The stage never completes exceptionally; what depends on it must be short or asynchronous.
     */
    CompletionStage<AppendResult> append(IntakeRecord intake);
}
