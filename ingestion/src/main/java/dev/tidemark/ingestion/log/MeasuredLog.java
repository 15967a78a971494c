package dev.tidemark.ingestion.log;

/** A log that tells how large it is and how far those who read it are behind. */
@FunctionalInterface
public interface MeasuredLog {

    /** Sizes and backlogs at this moment, or shortly before. */
    LogFigures figures();
}
