package dev.tidemark.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a PostgreSQL under test has besides itself, and how that lays tables out. */
enum Extension {
    /** Nothing. */
    NONE("citus", "PostgreSQL") {
        @Override
        List<String> emptyTable() {
            return List.of(
                    "CREATE TABLE own_load (LIKE events INCLUDING ALL) PARTITION BY RANGE (\"timestamp\")",
                    "CREATE TABLE own_load_rows PARTITION OF own_load DEFAULT",
                    "CREATE INDEX ON own_load_rows (tenant_id, \"timestamp\")",
                    "CREATE INDEX ON own_load_rows USING brin (\"timestamp\")");
        }
    },
    /** A cluster, distributed by tenant. */
    CITUS("citus", "Citus") {
        @Override
        List<String> emptyTable() {
            List<String> statements = new ArrayList<>(NONE.emptyTable());
            statements.add("SELECT create_distributed_table('own_load', 'tenant_id', colocate_with => 'events')");
            return statements;
        }

        @Override
        String databaseSize() {
            return """
                    SELECT sum(result::bigint)
                    FROM run_command_on_all_nodes('SELECT pg_database_size(current_database())')""";
        }

        @Override
        Optional<String> archive() {
            return Optional.of("""
                    CREATE EXTENSION IF NOT EXISTS citus_columnar;
                    DO $$
                    DECLARE part text;
                    BEGIN
                        FOR part IN SELECT c.relname FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
                                WHERE i.inhparent = to_regclass('events') LOOP
                            EXECUTE 'DROP INDEX ' || part || '_by_day';
                            PERFORM alter_table_set_access_method(part, 'columnar');
                        END LOOP;
                    END $$""");
        }

        @Override
        Optional<String> version() {
            return Optional.of("SELECT 'Citus ' || extversion FROM pg_extension WHERE extname = 'citus'");
        }
    },
    /** The Apache edition. */
    TIMESCALE_APACHE("timescale", "TimescaleDB (Apache edition)") {
        @Override
        List<String> emptyTable() {
            return List.of("CREATE TABLE own_load (LIKE events INCLUDING ALL)", """
                    SELECT create_hypertable('own_load', 'timestamp', chunk_time_interval => interval '1 day',
                        create_default_indexes => false)""");
        }

        @Override
        Optional<String> version() {
            return Optional.of("SELECT 'TimescaleDB ' || extversion FROM pg_extension WHERE extname = 'timescaledb'");
        }
    },
    /** The full edition. */
    TIMESCALE("timescale", "TimescaleDB") {
        @Override
        List<String> emptyTable() {
            return TIMESCALE_APACHE.emptyTable();
        }

        @Override
        Optional<String> version() {
            return TIMESCALE_APACHE.version();
        }

        @Override
        String behind() {
            return "SELECT count(*) FROM late_hours";
        }

        @Override
        Optional<String> archive() {
            return Optional.of(COMPRESS.formatted("'events'"));
        }

        @Override
        Optional<String> age() {
            return Optional.of(COMPRESS.formatted("'events', older_than => interval '7 days'"));
        }
    };

    private static final String COMPRESS = """
            SELECT count(compress_chunk(c, if_not_compressed => true))
            FROM show_chunks(%s) AS c""";

    private final String store;
    private final String title;

    Extension(String store, String title) {
        this.store = store;
        this.title = title;
    }

    /** As the server's setting calls it. */
    String store() {
        return store;
    }

    /** As headings call it. */
    String title() {
        return title;
    }

    /** Statements that make an empty table {@code own_load} with the columns and indexes of {@code events}. */
    abstract List<String> emptyTable();

    /** Asks for the bytes of the database, wherever they lie. */
    String databaseSize() {
        return "SELECT pg_database_size(current_database())";
    }

    /** Asks how much the rollups lack. */
    String behind() {
        return "SELECT count(*) FROM rollups WHERE rolled_to < (SELECT max(batch) FROM events)";
    }

    /** Asks for its version. */
    Optional<String> version() {
        return Optional.empty();
    }

    /** Has compressed what by default is compressed by now, which a job of the server may not have come to yet. */
    Optional<String> age() {
        return Optional.empty();
    }

    /** Has everything compressed that can be. */
    Optional<String> archive() {
        return Optional.empty();
    }
}
