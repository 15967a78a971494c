package dev.tidemark.app.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** Random choices as they are made in the world: the first of a list is the most frequent. */
final class Choices {

    private final RandomGenerator random;

    Choices(RandomGenerator random) {
        this.random = random;
    }

    /** One of the values; each is about half as frequent again as the one after it. */
    <T> T one(List<T> values) {
        double skewed = Math.pow(random.nextDouble(), 1.6);
        return values.get((int) (skewed * values.size()));
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A duration with a long tail, in milliseconds. */
    double milliseconds(double median) {
        return Math.round(median * Math.exp(0.7 * random.nextGaussian()) * 10) / 10.0;
    }
}
