package dev.tidemark.domain.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/** Starts of local minutes or hours: multiples on the local clock, and clock changes that fall into the middle of one. */
record ClockStarts(Duration length, ZoneId zone) implements BucketStarts {

    @Override
    public Instant atOrBefore(Instant instant) {
        ZoneOffset offset = zone.getRules().getOffset(instant);
        Instant multiple = Instant.ofEpochSecond(floor(instant.getEpochSecond(), offset));
        ZoneOffsetTransition change = zone.getRules().previousTransition(instant.plusNanos(1));
        return change != null && change.getInstant().isAfter(multiple) ? change.getInstant() : multiple;
    }

    @Override
    public Instant after(Instant start) {
        ZoneOffset offset = zone.getRules().getOffset(start);
        Instant multiple =
                Instant.ofEpochSecond(floor(start.getEpochSecond(), offset)).plus(length);
        ZoneOffsetTransition change = zone.getRules().nextTransition(start);
        return change != null && change.getInstant().isBefore(multiple) ? change.getInstant() : multiple;
    }

    private long floor(long epochSecond, ZoneOffset offset) {
        long local = epochSecond + offset.getTotalSeconds();
        return local - Math.floorMod(local, length.toSeconds()) - offset.getTotalSeconds();
    }
}
