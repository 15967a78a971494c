package dev.tidemark.app.metrics;

import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StorageFigures.Table;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store in figures: the size of each table, and the questions that run. Read now and then, so that a scrape does not have to wait for the store. */
@Singleton
public class StorageMeters {
    private static final Logger log = LoggerFactory.getLogger(StorageMeters.class);

    private final Storage storage;
    private final MultiGauge rows;
    private final MultiGauge bytes;
    private final MultiGauge uncompressed;
    private final MultiGauge parts;
    private final MultiGauge sizes;
    private volatile StorageFigures figures = new StorageFigures(0, 0, List.of());

    StorageMeters(Storage storage, MeterRegistry registry) {
        this.storage = storage;
        this.rows = gauge("tidemark.storage.table.rows", "", "Rows of a table", registry);
        this.bytes = gauge("tidemark.storage.table", "bytes", "A table's size on disk", registry);
        this.uncompressed =
                gauge("tidemark.storage.table.uncompressed", "bytes", "What a table would take uncompressed", registry);
        this.parts = gauge("tidemark.storage.table.parts", "", "Pieces that a table is in", registry);
        this.sizes = gauge("tidemark.storage.used", "bytes", "Sizes of files and memory of the store", registry);
        Gauge.builder("tidemark.storage.size", this, meters -> (double) meters.figures.bytes())
                .baseUnit("bytes")
                .description("Everything that the store has on disk")
                .register(registry);
        Gauge.builder("tidemark.storage.running", this, meters -> meters.figures
                        .running()
                        .size())
                .description("Questions that the store is answering")
                .register(registry);
    }

    /** Keeps the figures of before where the store does not tell. */
    @Scheduled(initialDelay = "5s", fixedDelay = "60s", scheduler = TaskExecutors.SCHEDULED)
    void refresh() {
        try {
            figures = storage.figures();
        } catch (StorageException e) {
            log.debug("the store does not tell its figures: {}", e.getMessage());
            return;
        }
        register(rows, figures.tables(), Table::name, table -> OptionalLong.of(table.rows()), "table");
        register(bytes, figures.tables(), Table::name, Table::bytes, "table");
        register(uncompressed, figures.tables(), Table::name, Table::uncompressedBytes, "table");
        register(parts, figures.tables(), Table::name, Table::parts, "table");
        register(sizes, figures.sizes(), StorageFigures.Size::name, size -> OptionalLong.of(size.bytes()), "what");
    }

    private static <T> void register(
            MultiGauge gauge, List<T> all, Function<T, String> name, Function<T, OptionalLong> figure, String tag) {
        gauge.register(
                all.stream()
                        .filter(one -> figure.apply(one).isPresent())
                        .map(one -> MultiGauge.Row.of(
                                Tags.of(tag, name.apply(one)), figure.apply(one).getAsLong()))
                        .toList(),
                true);
    }

    private static MultiGauge gauge(String name, String unit, String description, MeterRegistry registry) {
        MultiGauge.Builder builder = MultiGauge.builder(name).description(description);
        return (unit.isEmpty() ? builder : builder.baseUnit(unit)).register(registry);
    }
}
