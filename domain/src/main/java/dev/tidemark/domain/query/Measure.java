package dev.tidemark.domain.query;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/** A number that users ask for, and the aggregates it is derived from. */
public sealed interface Measure {

    /** The name as users write it and as the answer's column is called. */
    String label();

    /** What stores must return for it, in the order that deriving expects. */
    List<Aggregate> aggregates();

    /** A number that an aggregate gives as it is. */
    record Direct(String label, Aggregate aggregate) implements Measure {
        public Direct {
            requireNonNull(label, "label is null");
            requireNonNull(aggregate, "aggregate is null");
        }

        @Override
        public List<Aggregate> aggregates() {
            return List.of(aggregate);
        }
    }

    /** The sum over the count of values; absent where there are none. */
    record Average(Attribute attribute) implements Measure {
        @Override
        public String label() {
            return "avg(" + attribute.label() + ")";
        }

        @Override
        public List<Aggregate> aggregates() {
            return List.of(new Aggregate.Sum(attribute), new Aggregate.ValueCount(attribute));
        }
    }

    /**
     * The value that the given percentage of values does not exceed, within 1 %; see {@link LogarithmicBins}.
     *
     * @param label as asked: {@code p95(duration_ms)}
     * @param percentage above 0, at most 100
     */
    record Percentile(String label, Attribute attribute, double percentage) implements Measure {
        public Percentile {
            requireNonNull(label, "label is null");
            if (!(percentage > 0 && percentage <= 100)) {
                throw new IllegalArgumentException(
                        "percentile is " + percentage + ", expected above 0 and at most 100");
            }
        }

        @Override
        public List<Aggregate> aggregates() {
            return List.of(new Aggregate.Bins(attribute));
        }
    }

    /**
     * An aggregate over the length of its bucket; absent where the aggregate is.
     *
     * @param label what the answer's column is called: {@code requests_per_second}
     * @param unit what it is counted per
     */
    record Rate(String label, Aggregate aggregate, Duration unit) implements Measure {
        public Rate {
            requireNonNull(label, "label is null");
            requireNonNull(aggregate, "aggregate is null");
            if (!unit.isPositive()) {
                throw new IllegalArgumentException("unit is " + unit + ", expected more than zero");
            }
        }

        @Override
        public List<Aggregate> aggregates() {
            return List.of(aggregate);
        }
    }

    /**
     * One aggregate over another; absent where either is, or where the denominator is zero.
     *
     * @param label what the answer's column is called: {@code events_per_session}
     */
    record Ratio(String label, Aggregate numerator, Aggregate denominator) implements Measure {
        public Ratio {
            requireNonNull(label, "label is null");
            requireNonNull(numerator, "numerator is null");
            requireNonNull(denominator, "denominator is null");
        }

        @Override
        public List<Aggregate> aggregates() {
            return List.of(numerator, denominator);
        }
    }
}
