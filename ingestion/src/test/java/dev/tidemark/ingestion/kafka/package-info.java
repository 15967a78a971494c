/** What of the log in Kafka needs no broker. With one it is tested by whole servers. */
@NullMarked
package dev.tidemark.ingestion.kafka;

import org.jspecify.annotations.NullMarked;
