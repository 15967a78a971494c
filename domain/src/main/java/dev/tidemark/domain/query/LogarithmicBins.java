package dev.tidemark.domain.query;

/**
 * The bins that histograms count values in, so that percentiles merge over any grouping and are the same on every store.
 *
 * <p>Bin {@code i} holds the values above γ^(i−1) up to γ^i with γ = (1+α)/(1−α) and α = 0.01, and is represented by
 * 2γ^i/(γ+1), which is within 1 % of each of them (DDSketch: Masson, Rim and Lee, VLDB 2019, with unbounded bins). Values below
 * {@link #SMALLEST} share bin {@link #ZERO}, represented by zero. Negative values, which only properties can hold, are binned by
 * magnitude as {@link #NEGATIVE_OFFSET} minus the bin of the magnitude.
 */
public final class LogarithmicBins {

    /** The greatest relative distance of a bin's representative from a value in it. */
    public static final double RELATIVE_ERROR = 0.01;

    /** Magnitudes below this count as zero. */
    public static final double SMALLEST = 1e-9;

    /** The bin of zero. Below every bin of a positive value, above every bin of a negative one. */
    public static final int ZERO = -2_000;

    /** A negative value's bin is this minus the bin of its magnitude. */
    public static final int NEGATIVE_OFFSET = -40_000;

    /** The ratio of a bin's bounds. */
    public static final double GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);

    /** The natural logarithm of {@link #GAMMA}. Stores divide by this very number, so that they agree about bounds. */
    public static final double LOG_GAMMA = Math.log(GAMMA);

    private LogarithmicBins() {}

    /** The bin of a finite value: {@code ceil(ln(value) / LOG_GAMMA)}. */
    public static int of(double value) {
        double magnitude = Math.abs(value);
        if (magnitude < SMALLEST) {
            return ZERO;
        }
        int bin = (int) Math.ceil(Math.log(magnitude) / LOG_GAMMA);
        return value > 0 ? bin : NEGATIVE_OFFSET - bin;
    }

    /** The value that stands for all values of a bin. */
    public static double representative(int bin) {
        if (bin == ZERO) {
            return 0;
        }
        if (bin < ZERO) {
            return -representative(NEGATIVE_OFFSET - bin);
        }
        return Math.min(Double.MAX_VALUE, 2 / (GAMMA + 1) * Math.exp(bin * LOG_GAMMA));
    }
}
