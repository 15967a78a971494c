package dev.tidemark.app.imports;

/** Shows how far the reading of one input, or the export of one tenant, has come. */
public interface Progress extends AutoCloseable {

    /**
     * @param bytes read from the input as it stands on disk; of exports, events
     * @param records dealt with so far
     */
    void at(long bytes, long records);

    @Override
    void close();
}
