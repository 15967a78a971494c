package dev.tidemark.ingestion.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the clients of the brokers are told. */
final class Clients {
    private static final int FETCH_BYTES = 16 << 20;
    private static final int PARTITION_FETCH_BYTES = 4 << 20;
    private static final int RECORDS_AT_ONCE = 5000;
    private static final long PRODUCER_BYTES = 64L << 20;
    private static final int HEARTBEATS = 4;
    private static final int TRIES = 2;

    /** How long a request waits while nothing can be sent. */
    private static final int MOST_BLOCKED_MILLIS = 1000;

    private final KafkaSettings settings;

    Clients(KafkaSettings settings) {
        this.settings = settings;
    }

    /** @throws KafkaLogException if the settings are of no use; the brokers need not answer yet */
    Admin connect() {
        try {
            return Admin.create(common());
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaLogException("connecting: " + cause.getMessage(), e);
        }
    }

    Map<String, Object> producer() {
        KafkaSettings.Producing producing = settings.producing();
        int timeout = (int) producing.timeout().toMillis();
        Map<String, Object> configs = common();
        configs.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configs.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        configs.put(ProducerConfig.ACKS_CONFIG, "all");
        configs.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configs.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, producing.compression());
        configs.put(ProducerConfig.LINGER_MS_CONFIG, producing.linger().toMillis());
        configs.put(ProducerConfig.BATCH_SIZE_CONFIG, producing.batchBytes());
        configs.put(ProducerConfig.BUFFER_MEMORY_CONFIG, PRODUCER_BYTES);
        configs.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MOST_BLOCKED_MILLIS);
        configs.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        configs.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        configs.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.max(1, (timeout - (int) producing.linger().toMillis()) / TRIES));
        return configs;
    }

    Map<String, Object> consumer(String group) {
        int session = (int) settings.sessionTimeout().toMillis();
        Map<String, Object> configs = common();
        configs.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        configs.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.member());
        configs.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        configs.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        configs.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        configs.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session);
        configs.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / HEARTBEATS);
        configs.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        configs.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        configs.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
        return configs;
    }

    private Map<String, Object> common() {
        Map<String, Object> configs = new HashMap<>(settings.client());
        configs.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        return configs;
    }
}
