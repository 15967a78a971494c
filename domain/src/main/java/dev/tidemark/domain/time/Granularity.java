package dev.tidemark.domain.time;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How wide a bucket is. Minutes and hours are lengths; days, weeks and months are calendar units of a zone. */
public enum Granularity {
    MINUTE("1m", Duration.ofMinutes(1)),
    FIVE_MINUTES("5m", Duration.ofMinutes(5)),
    HOUR("hour", Duration.ofHours(1)),
    DAY("day", Duration.ofDays(1)),
    WEEK("week", Duration.ofDays(7)),
    MONTH("month", Duration.ofDays(30)),
    /** One bucket for the whole range. */
    NONE("none", Duration.ZERO);

    private final String label;
    private final Duration nominalLength;

    Granularity(String label, Duration nominalLength) {
        this.label = label;
        this.nominalLength = nominalLength;
    }

    /** The granularity of this name, as users write it. */
    public static Optional<Granularity> ofLabel(String label) {
        return Arrays.stream(values()).filter(g -> g.label.equals(label)).findFirst();
    }

    public String label() {
        return label;
    }

    /** The length of a bucket in UTC; of a month, 30 days; of {@link #NONE}, zero. */
    public Duration nominalLength() {
        return nominalLength;
    }

    /** Whether rollups can be stored at this width: it is a length, or the day of UTC. */
    public boolean isStorable() {
        return this == MINUTE || this == FIVE_MINUTES || this == HOUR || this == DAY;
    }
}
