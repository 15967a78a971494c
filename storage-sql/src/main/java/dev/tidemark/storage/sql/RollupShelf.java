package dev.tidemark.storage.sql;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.StorageException;
import java.util.List;
import java.util.Optional;

/**
 * What a store has of rollups: their list and their tables.
 *
 * @param <E> on the list
 * @param <X> what its statements throw
 */
public interface RollupShelf<E extends ListedRollup, R extends KeptRollup, X extends Exception> {

    /** The newest first. */
    List<E> entries() throws X;

    /** A wanted rollup that is on the list. */
    R open(E entry, RollupDefinition definition) throws X;

    /** A rollup that is not wanted any more, to serve until its successor is complete. */
    R predecessor(E entry, RollupDefinition definition) throws X;

    /**
     * The first of its tables, or what belongs to them, that is not there.
     *
     * @throws StorageException if a table is there and not as this version expects
     */
    Optional<String> lacking(R rollup) throws X;

    /** Whether all its tables are there and as this version expects. */
    boolean isWhole(R rollup) throws X;

    /** Puts a new rollup on the list, which lacks all that is stored, and makes its tables. */
    R make(RollupDefinition definition, String tablesName) throws X;

    /** Takes a rollup off the list, and its tables away. */
    void drop(E entry) throws X;
}
