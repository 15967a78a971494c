package dev.tidemark.app.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.app.metrics.SlowQuestions;
import dev.tidemark.app.mirrors.MirroredStore;
import dev.tidemark.app.mirrors.Mirrors;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.RequiresKey;
import dev.tidemark.query.answer.Stores;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /v1/storage}: how much is stored, of all tenants together, and what the store is asked. */
@Requires(beans = Stores.class)
@Controller("/v1/storage")
@RequiresKey(KeyKind.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StorageRoute {
    private final Mirrors stores;
    private final SlowQuestions slow;

    StorageRoute(Mirrors stores, SlowQuestions slow) {
        this.stores = stores;
        this.slow = slow;
    }

    @Get
    Answer figures(@QueryValue("store") Optional<String> named) {
        Storage storage = Inputs.store(stores, named);
        StorageFigures figures = storage.figures();
        Map<String, Long> sizes = new TreeMap<>();
        figures.sizes().forEach(size -> sizes.merge(size.name(), size.bytes(), Long::sum));
        return new Answer(
                storage.name(),
                figures.events(),
                figures.bytes(),
                sizes,
                figures.tables().stream().map(Table::of).toList(),
                figures.running().stream().map(Running::of).toList(),
                stores.mirror(storage.name()).map(MirroredStore::slow).orElse(slow).slowest().stream()
                        .map(Slow::of)
                        .toList());
    }

    private static @Nullable Long known(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }

    private static BigDecimal inSeconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3);
    }

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Answer(
            String store,
            long events,
            long bytes,
            Map<String, Long> sizes,
            List<Table> tables,
            List<Running> running,
            List<Slow> slow) {}

    /**
     * A table; what the store does not tell is left out.
     *
     * @param compressionRatio how many bytes are kept in one
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Table(
            String name,
            long rows,
            @Nullable Long bytes,
            @JsonProperty("uncompressed_bytes") @Nullable Long uncompressedBytes,
            @JsonProperty("compression_ratio") @Nullable BigDecimal compressionRatio,
            @Nullable Long parts) {

        static Table of(StorageFigures.Table table) {
            long bytes = table.bytes().orElse(0);
            BigDecimal ratio = bytes == 0 || table.uncompressedBytes().isEmpty()
                    ? null
                    : BigDecimal.valueOf(table.uncompressedBytes().getAsLong())
                            .divide(BigDecimal.valueOf(bytes), 1, RoundingMode.HALF_UP);
            return new Table(
                    table.name(),
                    table.rows(),
                    known(table.bytes()),
                    known(table.uncompressedBytes()),
                    ratio,
                    known(table.parts()));
        }
    }

    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Running(
            String id,
            BigDecimal seconds,
            @JsonProperty("memory_bytes") @Nullable Long memoryBytes,
            @JsonProperty("rows_read") @Nullable Long rowsRead) {
        static Running of(StorageFigures.Running running) {
            return new Running(
                    running.id(),
                    inSeconds(running.elapsed()),
                    known(running.memoryBytes()),
                    known(running.rowsRead()));
        }
    }

    /** One of the slowest questions of the last hour; what it filtered by is not told. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Slow(
            Instant at,
            BigDecimal seconds,
            String tenant,
            String asked,
            String outcome,
            @JsonProperty("rows_read") @Nullable Long rowsRead) {
        static Slow of(SlowQuestions.Question question) {
            return new Slow(
                    question.at(),
                    inSeconds(question.took()),
                    question.tenant().value(),
                    question.asked(),
                    question.outcome(),
                    known(question.rowsRead()));
        }
    }
}
