package dev.tidemark.ingestion.kafka;

import dev.tidemark.ingestion.mirror.Progress;
import dev.tidemark.ingestion.mirror.ProgressNote;
import dev.tidemark.ingestion.mirror.ProgressText;

/** Notes how far a mirror's share of a partition is filled with the offset of the partition: so whoever has the partition next goes on there, and who has lost it can note nothing more. */
record NotedOffset(PartitionReader reader, MirrorGroup mirror) implements ProgressNote {

    @Override
    public void save(Progress progress) {
        reader.note(ProgressText.of(progress));
        reader.save(reader.saved());
    }

    @Override
    public void delete() {
        save(mirror.begin());
    }
}
