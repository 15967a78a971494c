package dev.tidemark.storage.sql.postgresql.rollup;

import dev.tidemark.domain.rollup.RollupDefinition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Which sketches the tables of a rollup get when they are made; a table that was made without goes on without. */
@FunctionalInterface
public interface Sketches {

    List<Sketch> of(RollupDefinition definition, Connection connection) throws SQLException;
}
