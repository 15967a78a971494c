package dev.tidemark.ingestion.decode;

/**
 * What is taken at once.
 *
 * @param maxEventBytes how long the text of one event may be; a longer one is rejected alone
 * @param maxEvents how many events a body may hold; more are refused as a whole, since decoded they take many times their text's room
 */
public record DecoderLimits(int maxEventBytes, int maxEvents) {

    /** One MiB to an event, 50,000 events to a body. */
    public static final DecoderLimits DEFAULT = new DecoderLimits(1 << 20, 50_000);

    public DecoderLimits {
        if (maxEventBytes < 1 || maxEvents < 1) {
            throw new IllegalArgumentException("limits are " + maxEventBytes + " bytes and " + maxEvents
                    + " events, expected at least one of each");
        }
    }
}
