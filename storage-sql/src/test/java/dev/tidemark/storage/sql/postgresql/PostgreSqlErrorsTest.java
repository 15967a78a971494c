package dev.tidemark.storage.sql.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgreSqlErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "08006, UNAVAILABLE, UNAVAILABLE", // connection failure
        "22003, INTERNAL, REFUSED", // numeric value out of range
        "23514, INTERNAL, REFUSED", // check violation
        "25006, UNAVAILABLE, UNAVAILABLE", // read-only transaction
        "28P01, UNAVAILABLE, UNAVAILABLE", // invalid password
        "3D000, UNAVAILABLE, UNAVAILABLE", // no such database
        "40P01, OVERLOADED, OVERLOADED", // deadlock
        "42501, UNAVAILABLE, UNAVAILABLE", // insufficient privilege
        "42703, INTERNAL, INTERNAL", // undefined column
        "53100, UNAVAILABLE, UNAVAILABLE", // disk full
        "53200, OVERLOADED, OVERLOADED", // out of memory
        "54001, INVALID_QUERY, REFUSED", // statement too complex
        "55P03, OVERLOADED, OVERLOADED", // lock not available
        "57014, OVERLOADED, OVERLOADED", // query canceled
        "57P03, UNAVAILABLE, UNAVAILABLE", // starting up
        "58030, UNAVAILABLE, UNAVAILABLE", // input and output
        "XX000, INTERNAL, INTERNAL" // internal error
    })
    void aStateSaysWhoMayRetry(String state, Category reading, Category writing) {
        SQLException error = new SQLException("it failed\n  Hint: none", state);
        StorageException whileReading = PostgreSqlErrors.whileReading("asking", error);
        assertThat(whileReading.category()).isEqualTo(reading);
        assertThat(whileReading).hasMessage("asking: it failed").hasCause(error);
        assertThat(PostgreSqlErrors.whileWriting("storing", error).category()).isEqualTo(writing);
    }

    @Test
    void aPoolWithoutConnectionsIsAServerThatIsAway() {
        SQLException error = new SQLTransientConnectionException("not available, request timed out");
        assertThat(PostgreSqlErrors.whileReading("asking", error).category()).isEqualTo(Category.UNAVAILABLE);
        assertThat(PostgreSqlErrors.whileWriting("storing", error).category()).isEqualTo(Category.UNAVAILABLE);
    }
}
