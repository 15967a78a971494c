package dev.tidemark.app.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Makes the demo's events: always the same ones for the same day, so that sending them again changes nothing. Each carries the
 * property {@code demo} with the name of its run.
 */
public final class DemoEvents {

    /** How many days back the first events lie. */
    public static final int DAYS = 30;

    private final Instant now;
    private final String run;
    private final RandomGenerator random;
    private final List<Map<String, Object>> events = new ArrayList<>();

    private DemoEvents(Instant now, String run) {
        this.now = now;
        this.run = run;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(run.hashCode());
    }

    /** The run that a demo sent at this moment belongs to: one per day of UTC. */
    public static String runOf(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
    }

    /** The events of the thirty days before today, as a client would send them, visit by visit. */
    public static List<Map<String, Object>> until(Instant now) {
        DemoEvents demo = new DemoEvents(now.truncatedTo(ChronoUnit.DAYS), runOf(now));
        for (int day = DAYS; day >= 1; day--) {
            demo.addDay(day);
        }
        return Collections.unmodifiableList(demo.events);
    }

    private void addDay(int daysAgo) {
        Instant midnight = now.minus(daysAgo, ChronoUnit.DAYS);
        List<DemoProduct> products = List.of(
                new MobileApp(random),
                new TicketShop(random),
                new UpdateFleet(random),
                new Services(random),
                new WebSite(random));
        for (DemoProduct product : products) {
            int visits = product.visitsPerDay() + random.nextInt(product.visitsPerDay() / 2 + 1);
            for (int visit = 0; visit < visits; visit++) {
                addVisit(product, midnight.plusMillis(timeOfDay()));
            }
        }
    }

    private void addVisit(DemoProduct product, Instant start) {
        Instant at = start;
        for (DemoEvent event : product.visit()) {
            event.put("event_id", run + "/" + events.size());
            event.put("timestamp", at.toString());
            event.property("demo", run);
            events.add(event.values());
            at = at.plusMillis(2_000 + random.nextInt(90_000));
        }
    }

    /** Milliseconds since midnight, most of them by day; late enough before midnight that a visit ends on its day. */
    private int timeOfDay() {
        double hour = Math.clamp(14 + 4 * random.nextGaussian(), 0, 23);
        return (int) (hour * 3_600_000);
    }
}
