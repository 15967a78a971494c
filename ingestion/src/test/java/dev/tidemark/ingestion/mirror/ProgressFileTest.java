package dev.tidemark.ingestion.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.mirror.Progress.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressFileTest {
    private static final EventPosition POSITION =
            new EventPosition(Instant.parse("2026-03-01T10:00:00.001Z"), new UUID(1, 2));

    private final Path path;
    private final ProgressFile file;

    ProgressFileTest(@TempDir Path directory) {
        this.path = directory.resolve("mirrors").resolve("copy.filling");
        this.file = new ProgressFile(path);
    }

    @Test
    void whatIsNotedIsReadAgain() {
        Progress begin = Progress.begin("embedded C:\\copy\\events.duckdb from clickhouse http://a:1 b=c \u00e9");
        Place place = new Place(new TenantId("acme"), Optional.of(POSITION));
        for (Progress progress : new Progress[] {
            begin,
            begin.at(new Place(new TenantId("acme"), Optional.empty()), 0, 5),
            begin.at(place, 3, 5),
            begin.at(place, 3, 5).completed(2)
        }) {
            file.save(progress);
            assertThat(file.load()).contains(progress);
        }
    }

    @Test
    void whatIsDeletedIsNotNoted() {
        assertThat(file.load()).isEmpty();
        file.save(Progress.begin("a"));
        file.delete();
        assertThat(file.load()).isEmpty();
        file.delete();
    }

    @Test
    void whatCannotBeReadCountsAsNothing() throws IOException {
        file.save(Progress.begin("a"));
        for (String text : new String[] {"", "stores=a", Files.readString(path).replace("events=0", "events=many")}) {
            Files.writeString(path, text);
            assertThat(file.load()).isEmpty();
        }
    }
}
