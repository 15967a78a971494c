package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.WriteSession;

/** One writer's way into the store. */
final class ClickHouseSession implements WriteSession {

    private final ClickHouseEventWriter eventWriter;
    private final EventIds eventIds;

    ClickHouseSession(Server server, ClickHouseEventWriter eventWriter) {
        this.eventWriter = eventWriter;
        this.eventIds = new ClickHouseEventIds(server, eventWriter);
    }

    @Override
    public EventWriter eventWriter() {
        return eventWriter;
    }

    @Override
    public EventIds eventIds() {
        return eventIds;
    }

    @Override
    public void close() {
        eventWriter.close();
    }
}
