package dev.tidemark.storage.embedded;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * A process that opens a store with a rollup of one of several definitions and writes batches, while the rollup is filled and the one
 * before is dropped, until it is killed. It prints how many events are stored; the semicolon after a number says that it is whole.
 */
final class ChangingStore {

    static final int SIZE = 200;

    private ChangingStore() {}

    /** The definition of this round: another one than in the round before. */
    static RollupDefinition definition(int round) {
        Attribute dimension = Attribute.of(
                List.of(Field.APP_ID, Field.EVENT_TYPE, Field.SCREEN_NAME).get(round % 3));
        return new RollupDefinition(
                "changing",
                Filter.ALL,
                List.of(Granularity.MINUTE, Granularity.DAY),
                List.of(dimension),
                List.of(new Aggregate.Count(), new Aggregate.Sum(Attribute.of(Field.QUANTITY))));
    }

    public static void main(String[] arguments) {
        EmbeddedSettings settings = EmbeddedSettings.of(Path.of(arguments[0])).withCheckpointBytes(1 << 20);
        List<RollupDefinition> rollups = List.of(definition(Integer.parseInt(arguments[1])));
        try (EmbeddedStorage storage = EmbeddedStorage.open(settings, rollups, Clock.systemUTC())) {
            int stored = Math.toIntExact(storage.figures().events());
            while (true) {
                storage.eventWriter().append(Samples.batch(stored, stored + SIZE));
                stored += SIZE;
                System.out.println(stored + ";");
            }
        }
    }
}
