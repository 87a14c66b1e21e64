package dev.tenure.benchmarks.figure;

import java.util.Arrays;
import java.util.List;

/** Sums on what was measured. */
public final class Figures {

    private Figures() {}

    /** The middle one; of an even number the upper of the two in the middle. */
    public static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /**
     * The smallest value that so large a share of all values does not exceed (nearest rank).
     *
     * @param share above 0, to 1
     */
    public static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /**
     * How cost grows with size, from two sizes a factor of ten apart: 1 is linear, above 1 is worse.
     *
     * @param small seconds for the small size
     * @param large seconds for ten times as much
     */
    public static double exponent(double small, double large) {
        return Math.log10(large / small);
    }

    /** Seconds since a reading of {@link System#nanoTime}. */
    public static double secondsSince(long nanoTime) {
        return seconds(System.nanoTime() - nanoTime);
    }

    /** Nanoseconds as seconds. */
    public static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
