package dev.tidemark.ingestion.mirror;

/** Where it is noted how far a mirror has been filled, so that whoever goes on with it after a crash knows. */
public interface ProgressNote {

    /**
     * Notes it durably.
     *
     * @throws java.io.UncheckedIOException if that cannot be; what was noted before, or this, stays
     */
    void save(Progress progress);

    /**
     * Notes durably that nothing is done.
     *
     * @throws java.io.UncheckedIOException if that cannot be
     */
    void delete();
}
