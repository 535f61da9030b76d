package dev.fairway.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Two ways of doing the same, done in turns: ours, theirs, theirs, ours, and so on, so that whatever else the machine does meets
 * both. What counts is the median of the ratios of neighbours.
 */
record Pairs(List<Pair> pairs) {

    private static final int RESAMPLES = 10_000;

    /** Two neighbours, in whatever unit. */
    record Pair(double ours, double theirs) {

        double ratio() {
            return ours / theirs;
        }
    }

    interface Trial {
        /** @return what it cost, or how much it got done */
        double run(int number) throws Exception;
    }

    /** Where the median lies with 95 % confidence. */
    record Interval(double low, double high) {}

    static Pairs take(int count, Trial ours, Trial theirs) throws Exception {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i % 2 == 0) {
                double first = ours.run(i);
                pairs.add(new Pair(first, theirs.run(i)));
            } else {
                double first = theirs.run(i);
                pairs.add(new Pair(ours.run(i), first));
            }
        }
        return new Pairs(List.copyOf(pairs));
    }

    double ratio() {
        return median(ratios());
    }

    double ours() {
        return median(pairs.stream().mapToDouble(Pair::ours).toArray());
    }

    double theirs() {
        return median(pairs.stream().mapToDouble(Pair::theirs).toArray());
    }

    /** By drawing pairs again, with the same draws in every run. */
    Interval interval() {
        Random draws = new Random(1);
        double[] ratios = ratios();
        double[] medians = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            medians[i] = median(draws.ints(ratios.length, 0, ratios.length)
                    .mapToDouble(index -> ratios[index])
                    .toArray());
        }
        Arrays.sort(medians);
        return new Interval(medians[RESAMPLES / 40], medians[RESAMPLES - RESAMPLES / 40 - 1]);
    }

    private double[] ratios() {
        return pairs.stream().mapToDouble(Pair::ratio).toArray();
    }

    private static double median(double[] values) {
        double[] ordered = values.clone();
        Arrays.sort(ordered);
        int middle = ordered.length / 2;
        return ordered.length % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
    }
}
