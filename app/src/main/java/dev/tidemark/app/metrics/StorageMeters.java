package dev.tidemark.app.metrics;

import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StorageFigures.Table;
import dev.tidemark.query.answer.Stores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stores in figures: the size of each table, and the questions that run. Read now and then, so that a scrape does not have to wait for a store. */
@Requires(beans = Stores.class)
@Singleton
public class StorageMeters {
    private static final Logger log = LoggerFactory.getLogger(StorageMeters.class);
    private static final String STORE = "store";

    private final Stores stores;
    private final MultiGauge rows;
    private final MultiGauge bytes;
    private final MultiGauge uncompressed;
    private final MultiGauge parts;
    private final MultiGauge sizes;
    private final MultiGauge all;
    private final MultiGauge running;
    private final Map<String, StorageFigures> figures = new LinkedHashMap<>();

    StorageMeters(Stores stores, MeterRegistry registry) {
        this.stores = stores;
        this.rows = gauge("tidemark.storage.table.rows", "", "Rows of a table", registry);
        this.bytes = gauge("tidemark.storage.table", "bytes", "A table's size on disk", registry);
        this.uncompressed =
                gauge("tidemark.storage.table.uncompressed", "bytes", "What a table would take uncompressed", registry);
        this.parts = gauge("tidemark.storage.table.parts", "", "Pieces that a table is in", registry);
        this.sizes = gauge("tidemark.storage.used", "bytes", "Sizes of files and memory of the store", registry);
        this.all = gauge("tidemark.storage.size", "bytes", "Everything that the store has on disk", registry);
        this.running = gauge("tidemark.storage.running", "", "Questions that the store is answering", registry);
        stores.all().forEach(store -> figures.put(store.name(), new StorageFigures(0, 0, List.of())));
        register();
    }

    /** Keeps the figures of before where a store does not tell. */
    @Scheduled(initialDelay = "5s", fixedDelay = "60s", scheduler = TaskExecutors.SCHEDULED)
    void refresh() {
        for (Storage store : stores.all()) {
            try {
                figures.put(store.name(), store.figures());
            } catch (StorageException e) {
                log.debug("the store {} does not tell its figures: {}", store.name(), e.getMessage());
            }
        }
        register();
    }

    private void register() {
        register(rows, StorageFigures::tables, Table::name, table -> OptionalLong.of(table.rows()), "table");
        register(bytes, StorageFigures::tables, Table::name, Table::bytes, "table");
        register(uncompressed, StorageFigures::tables, Table::name, Table::uncompressedBytes, "table");
        register(parts, StorageFigures::tables, Table::name, Table::parts, "table");
        register(
                sizes, StorageFigures::sizes, StorageFigures.Size::name, size -> OptionalLong.of(size.bytes()), "what");
        register(all, StorageFigures::bytes);
        register(running, of -> of.running().size());
    }

    private <T> void register(
            MultiGauge gauge,
            Function<StorageFigures, List<T>> list,
            Function<T, String> name,
            Function<T, OptionalLong> figure,
            String tag) {
        List<MultiGauge.Row<?>> found = new ArrayList<>();
        figures.forEach((store, of) -> list.apply(of).stream()
                .filter(one -> figure.apply(one).isPresent())
                .map(one -> MultiGauge.Row.of(
                        Tags.of(STORE, store, tag, name.apply(one)),
                        figure.apply(one).getAsLong()))
                .forEach(found::add));
        gauge.register(found, true);
    }

    private void register(MultiGauge gauge, ToLongFunction<StorageFigures> figure) {
        List<MultiGauge.Row<?>> found = new ArrayList<>();
        figures.forEach((store, of) -> found.add(MultiGauge.Row.of(Tags.of(STORE, store), figure.applyAsLong(of))));
        gauge.register(found, true);
    }

    private static MultiGauge gauge(String name, String unit, String description, MeterRegistry registry) {
        MultiGauge.Builder builder = MultiGauge.builder(name).description(description);
        return (unit.isEmpty() ? builder : builder.baseUnit(unit)).register(registry);
    }
}
