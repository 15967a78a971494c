package dev.tidemark.storage.sql.postgresql.rollup;

import java.sql.Connection;
import java.sql.SQLException;

/** What several servers that make one database need for a transaction to be as one. */
public interface Steadiness {

    /** One server: what is committed is there. */
    Steadiness ONE_SERVER = new Steadiness() {
        @Override
        public boolean isSteady(Connection connection) {
            return true;
        }

        @Override
        public void prepare(Connection connection) {}
    };

    /** Whether everything that was committed is there for every reader. Asked while no batch is on its way. */
    boolean isSteady(Connection connection) throws SQLException;

    /** Has the transaction become visible on each server at once. */
    void prepare(Connection connection) throws SQLException;
}
