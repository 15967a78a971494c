/**
 * The event log in a topic of Kafka, for servers of several processes. {@link dev.tidemark.ingestion.kafka.KafkaLog} is where to begin: it appends bodies, spread over the partitions by the events' ids, and
 * has every partition delivered to each store by one process at a time. See {@code docs/adr/0060-kafka-as-the-log.md}. What others produce to the topic is taken in by
 * {@link dev.tidemark.ingestion.kafka.ForeignRecords}. What becomes of records is not decided here but in {@code delivery}.
 */
@NullMarked
package dev.tidemark.ingestion.kafka;

import org.jspecify.annotations.NullMarked;
