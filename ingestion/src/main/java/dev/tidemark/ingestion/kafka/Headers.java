package dev.tidemark.ingestion.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** What records carry beside their bytes. */
final class Headers {
    /** On every record of the log's own making; what lacks it was produced by others. */
    private static final String OWN = "tidemark";

    /** On a record that somebody waits for. */
    private static final String AWAITED = "tidemark-awaited";

    /** By which other producers may name the tenant. */
    private static final String TENANT = "tenant";

    private static final byte[] NOTHING = new byte[0];
    private static final Iterable<Header> PLAIN = java.util.List.of(new RecordHeader(OWN, NOTHING));
    private static final Iterable<Header> URGENT =
            java.util.List.of(new RecordHeader(OWN, NOTHING), new RecordHeader(AWAITED, NOTHING));

    private Headers() {}

    static Iterable<Header> of(boolean awaited) {
        return awaited ? URGENT : PLAIN;
    }

    static boolean isOwn(ConsumerRecord<byte[], byte[]> record) {
        return record.value() != null && record.headers().lastHeader(OWN) != null;
    }

    static boolean isAwaited(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(AWAITED) != null;
    }

    static Optional<String> tenant(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.headers().lastHeader(TENANT))
                .map(Header::value)
                .map(value -> new String(value, UTF_8));
    }
}
