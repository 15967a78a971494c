package dev.tidemark.storage.citus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.PostgreSqlSettings;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.testkit.engine.Detour;
import dev.tidemark.testkit.engine.PostgreSqlAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection whose other end has gone without a word holds nobody up for ever. */
class SilenceTest {

    @Test
    @Timeout(120) // instead of for ever
    void aWriteThatHearsNothingFailsAsAnOutageAndTheNextOneGoesThrough() {
        URI address = PostgreSqlAddress.citus().url();
        try (Detour detour = Detour.to(address);
                PostgreSql server = PostgreSql.connect(settings(detour.by(address)))) {
            StorageException failure = catchThrowableOfType(
                    StorageException.class,
                    () -> server.write("asking nobody", connection -> {
                        detour.forgetConnections();
                        Statements.execute(connection, "SELECT 1");
                        return connection;
                    }));

            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(server.<Integer>write("asking again", connection -> {
                        Statements.execute(connection, "SELECT 1");
                        return 1;
                    }))
                    .isEqualTo(1);
        }
    }

    private static PostgreSqlSettings settings(URI address) {
        PostgreSqlSettings standard = PostgreSqlSettings.of(address.toString(), "postgres");
        return new PostgreSqlSettings(
                standard.url(),
                standard.username(),
                standard.password(),
                standard.schema(),
                standard.concurrentReads(),
                Duration.ofSeconds(1));
    }
}
