package dev.fairway.tenancy;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One field of a schedule.
 *
 * @param values those it names
 * @param any whether it was written with a star, so that it restricts nothing by itself
 */
record CronField(BitSet values, boolean any) {

    static final List<String> MONTHS =
            List.of("", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    boolean has(int value) {
        return values.get(value);
    }

    /** Lists of values, ranges and steps: {@code 0}, {@code 1-5}, {@code *}{@code /15}, {@code MON,WED}. */
    static Optional<CronField> parse(String text, int least, int most, List<String> names) {
        BitSet values = new BitSet();
        boolean any = false;
        for (String part : text.split(",", -1)) {
            String[] rangeAndStep = part.split("/", -1);
            boolean isStar = rangeAndStep[0].equals("*") || rangeAndStep[0].equals("?");
            String[] ends = rangeAndStep[0].split("-", -1);
            int from = isStar ? least : number(ends[0], names);
            int single = rangeAndStep.length > 1 ? most : from;
            int to = isStar ? most : ends.length > 1 ? number(ends[1], names) : single;
            int step = rangeAndStep.length > 1 ? number(rangeAndStep[1], List.of()) : 1;
            if (rangeAndStep.length > 2 || ends.length > 2 || from < least || to > most || from > to || step < 1) {
                return Optional.empty();
            }
            for (int value = from; value <= to; value += step) {
                values.set(value);
            }
            any |= isStar;
        }
        return Optional.of(new CronField(values, any));
    }

    private static int number(String text, List<String> names) {
        int named = text.isEmpty() ? -1 : names.indexOf(text.toUpperCase(Locale.ROOT));
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : named;
    }
}
