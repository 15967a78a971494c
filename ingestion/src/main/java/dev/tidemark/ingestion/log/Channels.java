package dev.tidemark.ingestion.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens the log's files; tests put failing and crashing disks here. */
@FunctionalInterface
interface Channels {
    FileChannel open(Path path, OpenOption... options) throws IOException;

    /** Makes creations, renamings and removals in a directory durable. */
    static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
