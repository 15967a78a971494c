package dev.tidemark.app.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.settings.RateLimit;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EventBucketTest {
    private final Watch watch = new Watch();

    private EventBucket bucket(long perSecond, long burst) {
        return new EventBucket(new RateLimit(perSecond, burst), watch);
    }

    @Test
    void bodyIsTakenWhileAnythingIsLeftAndOwedBeyond() {
        EventBucket bucket = bucket(100, 500);

        assertThat(bucket.take(499)).isTrue();
        assertThat(bucket.take(801)).isTrue();
        assertThat(bucket.available()).isEqualTo(-800);
        assertThat(bucket.take(1)).isFalse();
        assertThat(bucket.untilAvailable()).isEqualTo(Duration.ofMillis(8010));

        watch.pass(Duration.ofMillis(8009));
        assertThat(bucket.take(1)).isFalse();
        watch.pass(Duration.ofMillis(1));
        assertThat(bucket.take(1)).isTrue();
    }

    @Test
    void whatIsGivenBackMayBeTakenAgain() {
        EventBucket bucket = bucket(1, 10);
        bucket.take(15);

        bucket.giveBack(15);

        assertThat(bucket.available()).isEqualTo(10);
        assertThat(bucket.untilFull()).isEqualTo(Duration.ZERO);
    }

    /** Whatever comes when: no more than a burst, the rate, and the last body on top. */
    @Property(tries = 200)
    void onTheLongRunNoMoreComesThanIsAllowed(
            @ForAll @Size(min = 1, max = 100) List<@IntRange(min = 1, max = 2000) Integer> bodies,
            @ForAll @LongRange(min = 0, max = 500) long pauseMillis) {
        EventBucket bucket = bucket(1000, 300);
        long start = watch.currentTimeNanos();
        long taken = 0;
        long largest = 0;
        for (int body : bodies) {
            if (bucket.take(body)) {
                taken += body;
                largest = Math.max(largest, body);
            }
            watch.pass(Duration.ofMillis(pauseMillis));
        }
        double seconds = (watch.currentTimeNanos() - start) / 1e9;

        assertThat((double) taken).isLessThanOrEqualTo(300 + 1000 * seconds + largest);
    }

    private static final class Watch implements TimeMeter {
        private long nanos = 1;

        void pass(Duration time) {
            nanos += time.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
