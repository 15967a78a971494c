package dev.tidemark.ingestion.log;

import java.util.Optional;

/** A log that tells how large it is and how far those who read it are behind. */
public interface MeasuredLog {

    /** Sizes and backlogs at this moment, or shortly before. */
    LogFigures figures();

    /** What keeps the log from taking anything now, where it knows; its figures are old then. */
    default Optional<String> trouble() {
        return Optional.empty();
    }
}
