package dev.fairway.metrics.figures;

/** Numbers by their rank, without sorting all of them. Arrays are reordered. */
public final class Ranks {

    private Ranks() {}

    /** The middle one of at least one, or halfway between the two in the middle. */
    public static double median(long[] values) {
        int half = values.length / 2;
        long upper = at(values, half);
        return values.length % 2 == 1 ? upper : (at(values, half - 1) + upper) / 2.0;
    }

    /** The smallest of at least one that nine in ten do not exceed. */
    public static long ninth(long[] values) {
        return at(values, (int) Math.ceil(values.length * 0.9) - 1);
    }

    /** What would be there if they were sorted; everything before it is not larger, everything behind it not smaller. */
    private static long at(long[] values, int rank) {
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            long pivot = values[(low + high) >>> 1];
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    long swapped = values[left];
                    values[left++] = values[right];
                    values[right--] = swapped;
                }
            }
            if (rank <= right) {
                high = right;
            } else if (rank >= left) {
                low = left;
            } else {
                return values[rank];
            }
        }
        return values[rank];
    }
}
