package dev.tidemark.app.wiring;

import dev.tidemark.app.settings.KafkaLogSettings;
import dev.tidemark.app.settings.Settings;
import dev.tidemark.ingestion.kafka.KafkaSettings;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** How Kafka is used, where it is. */
@Factory
final class KafkaClientFactory {
    @Singleton
    KafkaSettings settings(Settings settings) {
        KafkaLogSettings kafka = settings.kafka();
        return new KafkaSettings(
                kafka.client(),
                kafka.topic(),
                kafka.group(),
                WriterName.in(settings.dataDirectory()),
                new KafkaSettings.Creation(kafka.partitions(), kafka.replicas(), kafka.retention()),
                new KafkaSettings.Producing(kafka.compression(), kafka.linger(), kafka.batchBytes(), kafka.timeout()),
                kafka.sessionTimeout());
    }
}
