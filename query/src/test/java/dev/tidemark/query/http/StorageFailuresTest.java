package dev.tidemark.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.storage.StorageException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageFailuresTest {

    @ParameterizedTest
    @CsvSource({"INVALID_QUERY,400,", "OVERLOADED,503,5", "UNAVAILABLE,503,5", "REFUSED,500,", "INTERNAL,500,"})
    void theCategoryDecidesTheStatusAndWhetherToRetry(
            StorageException.Category category, int status, String retryAfter) {
        HttpResponse<?> answer = handle(category);

        assertThat(answer.code()).isEqualTo(status);
        assertThat(answer.getHeaders().get("Retry-After")).isEqualTo(retryAfter);
    }

    @Test
    void whatTheStoreSaidStaysInside() {
        for (StorageException.Category category : StorageException.Category.values()) {
            assertThat(handle(category)
                            .getBody(QueryProblem.class)
                            .orElseThrow()
                            .detail())
                    .doesNotContain("events_raw");
        }
    }

    private static HttpResponse<?> handle(StorageException.Category category) {
        return new StorageFailures()
                .handle(HttpRequest.GET("/v1/query"), new StorageException(category, "SELECT … FROM events_raw", null));
    }
}
