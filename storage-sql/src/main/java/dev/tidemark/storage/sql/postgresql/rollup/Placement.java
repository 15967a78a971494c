package dev.tidemark.storage.sql.postgresql.rollup;

import java.sql.Connection;
import java.sql.SQLException;

/** Where tables with a tenant lie. */
@FunctionalInterface
public interface Placement {

    /** On the one server there is. */
    Placement HERE = (table, connection) -> {};

    /** Puts a new table, which is empty, where those of its tenants are. */
    void place(String table, Connection connection) throws SQLException;
}
