package dev.tidemark.app.admin;

import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.RequiresKey;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.query.answer.Stores;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code /v1/admin/rollups}: which rollups are kept, and how far those that are new have been filled. */
@Requires(beans = Stores.class)
@Controller("/v1/admin/rollups")
@RequiresKey(KeyKind.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RollupRoute {
    private final Stores stores;

    RollupRoute(Stores stores) {
        this.stores = stores;
    }

    @Get
    Answer rollups(@QueryValue("store") Optional<String> named) {
        Storage storage = Inputs.store(stores, named);
        return new Answer(
                storage.name(),
                storage.figures().rollups().stream().map(Item::of).toList());
    }

    @Serdeable
    record Answer(String store, List<Item> rollups) {}

    /**
     * One rollup; two of one name where one is about to replace the other.
     *
     * @param state {@code filling}, {@code complete}, or {@code replaced} for one that answers until its successor is complete
     * @param complete the ranges that it can answer for
     * @param rows of all its tables
     */
    @Serdeable
    record Item(
            String name,
            String state,
            Definition definition,
            List<Range> complete,
            Progress progress,
            long rows,
            List<Table> tables) {

        static Item of(StorageFigures.Rollup rollup) {
            return new Item(
                    rollup.definition().name(),
                    rollup.stage().name().toLowerCase(Locale.ROOT),
                    Definition.of(rollup.definition()),
                    rollup.complete().stream()
                            .map(range -> new Range(range.from(), range.to()))
                            .toList(),
                    new Progress(
                            rollup.eventsToFill(),
                            rollup.eventsFilled(),
                            rollup.eventsToFill() == 0 ? 100 : 100 * rollup.eventsFilled() / rollup.eventsToFill()),
                    rollup.tables().stream()
                            .mapToLong(StorageFigures.Table::rows)
                            .sum(),
                    rollup.tables().stream()
                            .map(table -> new Table(table.name(), table.rows()))
                            .toList());
        }
    }

    /** As it is written in the settings. */
    @Serdeable
    record Definition(
            Map<String, Object> filter, List<String> granularities, List<String> dimensions, List<String> measures) {

        static Definition of(RollupDefinition rollup) {
            return new Definition(
                    QueryWords.of(rollup.filter()),
                    rollup.granularities().stream().map(Granularity::label).toList(),
                    rollup.dimensions().stream().map(Attribute::label).toList(),
                    rollup.aggregates().stream().map(QueryWords::of).toList());
        }
    }

    @Serdeable
    record Range(Instant from, Instant to) {}

    /** Of the events that were stored before the rollup was defined. */
    @Serdeable
    record Progress(long events, long filled, long percent) {}

    @Serdeable
    record Table(String name, long rows) {}
}
