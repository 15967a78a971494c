package dev.tidemark.storage.embedded;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.storage.StorageException;
import java.nio.file.Path;
import java.time.Clock;

/** A process that opens a store and writes batches to it until it is killed, printing how many events are stored; the semicolon
 * after a number says that it is whole. */
final class OpenStore {

    private OpenStore() {}

    public static void main(String[] arguments) {
        EmbeddedSettings settings = EmbeddedSettings.of(Path.of(arguments[0])).withCheckpointBytes(4 << 20);
        int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        try (EmbeddedStorage storage = EmbeddedStorage.open(settings, BuiltInRollups.all(), Clock.systemUTC())) {
            int stored = Math.toIntExact(storage.figures().events());
            while (size > 0) {
                storage.eventWriter().append(Samples.requestsAndUpdates(stored, stored + size));
                stored += size;
                System.out.println(stored + ";");
            }
        } catch (StorageException e) {
            System.out.println(e.category() + " " + e.getMessage());
        }
    }
}
