package dev.tidemark.app.metrics;

import dev.tidemark.ingestion.log.AppendResult;
import dev.tidemark.ingestion.log.LogDamage;
import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.log.LogFigures.Backlog;
import dev.tidemark.ingestion.log.LogObserver;
import dev.tidemark.ingestion.log.MeasuredLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event log in figures: how it writes, and how far its readers are behind. */
@Singleton
public class LogMeters implements LogObserver {
    private static final Logger log = LoggerFactory.getLogger(LogMeters.class);

    private final MeterRegistry registry;
    private final Clock clock;
    private final Timer writes;
    private final Timer syncs;
    private final DistributionSummary groups;
    private final Counter bytes;
    private final MultiGauge backlogRecords;
    private final MultiGauge backlogAge;
    private volatile @Nullable MultiGauge backlogBytes;
    private final List<MeasuredLog> watched = new CopyOnWriteArrayList<>();

    LogMeters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.writes = Timer.builder("tidemark.log.writes")
                .description("Writes of the event log")
                .register(registry);
        this.syncs = Timer.builder("tidemark.log.syncs")
                .description("Times the event log was made durable; all waiting records share one")
                .register(registry);
        this.groups = DistributionSummary.builder("tidemark.log.group.records")
                .description("Records that shared one sync")
                .register(registry);
        this.bytes = Counter.builder("tidemark.log.appended")
                .baseUnit("bytes")
                .description("Written to the event log")
                .register(registry);
        this.backlogRecords = MultiGauge.builder("tidemark.log.backlog.records")
                .description("Records that a reader of the log has not dealt with")
                .register(registry);
        this.backlogAge = MultiGauge.builder("tidemark.log.backlog.age")
                .baseUnit("seconds")
                .description("How long the oldest of them has waited")
                .register(registry);
    }

    /** Shows the sizes and backlogs of this log from now on. */
    public void watch(MeasuredLog opened) {
        backlogBytes = MultiGauge.builder("tidemark.log.backlog")
                .baseUnit("bytes")
                .description("Their size")
                .register(registry);
        watchBacklogs(opened);
        Gauge.builder("tidemark.log.size", opened, l -> (double) l.figures().bytes())
                .baseUnit("bytes")
                .description("Disk space the event log takes")
                .register(registry);
        Gauge.builder("tidemark.log.limit", opened, l -> (double) l.figures().maxBytes())
                .baseUnit("bytes")
                .description("Disk space the event log may take")
                .register(registry);
        Gauge.builder("tidemark.log.damaged.records", opened, l ->
                        (double) l.figures().damaged().records())
                .description("Records of the event log that were unreadable, as far as they can be counted")
                .register(registry);
        Gauge.builder("tidemark.log.damaged.places", opened, l -> l.figures()
                        .damaged()
                        .places())
                .description("Unreadable places of the event log that nobody has dealt with")
                .register(registry);
    }

    /** Shows how far readers of this log are behind, which knows records and no sizes. */
    public void watchBacklogs(MeasuredLog opened) {
        watched.add(opened);
        refresh();
    }

    @Override
    public void committed(int records, long size, Duration write, Duration sync) {
        writes.record(write);
        syncs.record(sync);
        groups.record(records);
        bytes.increment((double) size);
    }

    @Override
    public void refused(AppendResult.Reason reason) {
        Counter.builder("tidemark.log.refused")
                .description("Records that the event log did not take")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    @Override
    public void trouble(String message, Throwable cause) {
        log.warn("event log: {}", message, cause);
    }

    @Override
    public void damaged(LogDamage damage) {
        log.error("event log: {}", damage.message());
    }

    /** Reads the backlogs, so that a scrape does not have to. */
    @Scheduled(fixedDelay = "1s")
    void refresh() {
        List<Backlog> cursors = watched.stream()
                .map(MeasuredLog::figures)
                .map(LogFigures::cursors)
                .flatMap(List::stream)
                .toList();
        register(backlogRecords, cursors, Backlog::records);
        Optional.ofNullable(backlogBytes).ifPresent(sizes -> register(sizes, cursors, Backlog::bytes));
        register(backlogAge, cursors, backlog -> age(backlog).toMillis() / 1000.0);
    }

    private Duration age(Backlog backlog) {
        return backlog.oldest()
                .map(oldest -> Duration.between(oldest, clock.instant()))
                .orElse(Duration.ZERO);
    }

    private static void register(MultiGauge gauge, List<Backlog> cursors, Function<Backlog, Number> figure) {
        gauge.register(
                cursors.stream()
                        .map(backlog -> MultiGauge.Row.of(Tags.of("reader", backlog.cursor()), figure.apply(backlog)))
                        .toList(),
                true);
    }
}
