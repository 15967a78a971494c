package dev.tidemark.app.admin;

import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.tenant.KeyKind;
import dev.tidemark.domain.tenant.RequiresKey;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** {@code /v1/storage}: how much is stored, of all tenants together. */
@Controller("/v1/storage")
@RequiresKey(KeyKind.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StorageRoute {
    private final Storage storage;

    StorageRoute(Storage storage) {
        this.storage = storage;
    }

    @Get
    Answer figures() {
        StorageFigures figures = storage.figures();
        return new Answer(
                storage.name(),
                figures.events(),
                figures.bytes(),
                figures.tables().stream()
                        .map(table -> new Table(table.name(), table.rows()))
                        .toList());
    }

    @Serdeable
    record Answer(String store, long events, long bytes, List<Table> tables) {}

    @Serdeable
    record Table(String name, long rows) {}
}
