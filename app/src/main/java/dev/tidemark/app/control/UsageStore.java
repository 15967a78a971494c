package dev.tidemark.app.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.app.limits.Quotas;
import dev.tidemark.app.limits.Quotas.Day;
import dev.tidemark.domain.tenant.TenantId;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in the control database how many events tenants sent on which day. Each run of a server writes rows of its own, every {@value #INTERVAL}, and reads those of all
 * others: so servers need not agree, and a server that is killed forgets no more than it counted since it wrote last.
 */
@Singleton
public class UsageStore {
    private static final Logger log = LoggerFactory.getLogger(UsageStore.class);
    private static final String INTERVAL = "5s";
    private static final int DAYS_KEPT = 400;

    private final UsageRows rows;
    private final Quotas quotas;
    private final Clock clock;
    private final UUID run = UUID.randomUUID();
    private final Map<Day, Long> written = new HashMap<>();

    UsageStore(UsageRows rows, Quotas quotas, Clock clock) {
        this.rows = rows;
        this.quotas = quotas;
        this.clock = clock;
    }

    /** Writes down what was counted here, and reads what was counted elsewhere. */
    public synchronized void refresh() {
        write();
        LocalDate yesterday = today().minusDays(1);
        var elsewhere = new HashMap<Day, Long>();
        for (UsageRow row : rows.findByUsageOnGreaterThanEquals(yesterday)) {
            var day = new Day(new TenantId(row.tenant()), row.usageOn().toEpochDay());
            if (!row.id().equals(id(day))) {
                elsewhere.merge(day, row.accepted(), Long::sum);
            }
        }
        quotas.replaceElsewhere(elsewhere);
        quotas.forgetBefore(yesterday.toEpochDay());
        written.keySet().removeIf(day -> day.epochDay() < yesterday.toEpochDay());
    }

    /** How many events a tenant sent on each of so many days until today, oldest first; days without any are left out. */
    public SortedMap<LocalDate, Long> days(TenantId tenant, int count) {
        var days = new TreeMap<LocalDate, Long>();
        LocalDate today = today();
        rows.findByTenantAndUsageOnGreaterThanEquals(tenant.value(), today.minusDays(count - 1L))
                .forEach(row -> days.merge(row.usageOn(), row.accepted(), Long::sum));
        long now = quotas.accepted(new Day(tenant, today.toEpochDay()));
        if (now > 0) {
            days.put(today, now);
        }
        return days;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void write() {
        quotas.countedHere().forEach((day, accepted) -> {
            Long before = written.get(day);
            if (!accepted.equals(before)) {
                var row = new UsageRow(id(day), day.tenant().value(), LocalDate.ofEpochDay(day.epochDay()), accepted);
                if (before == null) {
                    rows.save(row);
                } else {
                    rows.update(row);
                }
                written.put(day, accepted);
            }
        });
    }

    private UUID id(Day day) {
        return UUID.nameUUIDFromBytes((run + " " + day.epochDay() + " " + day.tenant()).getBytes(UTF_8));
    }

    @Scheduled(fixedDelay = INTERVAL, initialDelay = INTERVAL)
    void follow() {
        try {
            refresh();
        } catch (RuntimeException e) {
            log.warn("the control database does not take what tenants used; it is counted on, and written later", e);
        }
    }

    @Scheduled(fixedDelay = "1d", initialDelay = "2m")
    void removeOld() {
        try {
            rows.deleteByUsageOnBefore(today().minusDays(DAYS_KEPT));
        } catch (RuntimeException e) {
            log.warn("what tenants used long ago could not be removed; it is tried again tomorrow", e);
        }
    }

    @PreDestroy
    void writeLast() {
        try {
            refresh();
        } catch (RuntimeException e) {
            log.warn("what tenants used in the last seconds could not be written down", e);
        }
    }
}
