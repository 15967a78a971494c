package dev.tidemark.app.settings;

/**
 * How many events a key may send.
 *
 * @param eventsPerSecond on the long run; 0 is unlimited
 * @param burst at once, after it has been silent for long enough; 0 with an unlimited rate
 */
public record RateLimit(long eventsPerSecond, long burst) {

    /** Far more than a server takes. */
    public static final long MOST = 1_000_000_000;

    public static final RateLimit UNLIMITED = new RateLimit(0, 0);

    /** A client that gathers events for so long, and then sends them, is not refused. */
    private static final int USUAL_BURST_SECONDS = 10;

    public RateLimit {
        boolean possible = eventsPerSecond == 0
                ? burst == 0
                : eventsPerSecond > 0 && eventsPerSecond <= MOST && burst > 0 && burst <= MOST;
        if (!possible) {
            throw new IllegalArgumentException("the limit is " + eventsPerSecond + " events per second and " + burst
                    + " at once, expected whole numbers from 1 to " + MOST + ", or 0 per second for no limit");
        }
    }

    /** @param burst 0 for what comes together in ten seconds; of no meaning without a rate */
    public static RateLimit of(long eventsPerSecond, long burst) {
        if (eventsPerSecond == 0) {
            return UNLIMITED;
        }
        long usual = Math.min(MOST, eventsPerSecond * USUAL_BURST_SECONDS);
        return new RateLimit(eventsPerSecond, burst == 0 ? usual : burst);
    }

    public boolean isUnlimited() {
        return eventsPerSecond == 0;
    }
}
