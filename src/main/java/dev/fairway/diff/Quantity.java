package dev.fairway.diff;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The spellings of Kubernetes quantities and durations: {@code 1000m} is {@code 1}, {@code 60s} is {@code 1m0s}. */
final class Quantity {

    private static final Pattern FORM = Pattern.compile(
            "([+-]?(?:[0-9]{1,40}(?:\\.[0-9]{0,40})?|\\.[0-9]{1,40}))(?:([eE][+-]?[0-9]{1,2})|(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei))?");
    private static final Map<String, BigDecimal> SUFFIXES = Map.ofEntries(
            Map.entry("n", new BigDecimal("1e-9")),
            Map.entry("u", new BigDecimal("1e-6")),
            Map.entry("m", new BigDecimal("1e-3")),
            Map.entry("k", new BigDecimal("1e3")),
            Map.entry("M", new BigDecimal("1e6")),
            Map.entry("G", new BigDecimal("1e9")),
            Map.entry("T", new BigDecimal("1e12")),
            Map.entry("P", new BigDecimal("1e15")),
            Map.entry("E", new BigDecimal("1e18")),
            Map.entry("Ki", binary(1)),
            Map.entry("Mi", binary(2)),
            Map.entry("Gi", binary(3)),
            Map.entry("Ti", binary(4)),
            Map.entry("Pi", binary(5)),
            Map.entry("Ei", binary(6)));

    private static final Pattern DURATION_PART = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?)(ns|us|µs|ms|s|m|h)");
    private static final Map<String, BigDecimal> UNITS = Map.of(
            "ns", new BigDecimal("1e-9"),
            "us", new BigDecimal("1e-6"),
            "µs", new BigDecimal("1e-6"),
            "ms", new BigDecimal("1e-3"),
            "s", BigDecimal.ONE,
            "m", new BigDecimal(60),
            "h", new BigDecimal(3600));

    private Quantity() {}

    static Optional<BigDecimal> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String exponent = matcher.group(2);
        BigDecimal number = new BigDecimal(matcher.group(1) + (exponent == null ? "" : exponent));
        String suffix = matcher.group(3);
        return Optional.of((suffix == null ? number : number.multiply(SUFFIXES.getOrDefault(suffix, BigDecimal.ONE)))
                .stripTrailingZeros());
    }

    /** Seconds. */
    static Optional<BigDecimal> parseDuration(String text) {
        if (text.equals("0")) {
            return Optional.of(BigDecimal.ZERO);
        }
        Matcher matcher = DURATION_PART.matcher(text);
        BigDecimal sum = BigDecimal.ZERO;
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            sum = sum.add(
                    new BigDecimal(matcher.group(1)).multiply(UNITS.getOrDefault(matcher.group(2), BigDecimal.ONE)));
            end = matcher.end();
        }
        return end == 0 || end < text.length() ? Optional.empty() : Optional.of(sum.stripTrailingZeros());
    }

    private static BigDecimal binary(int power) {
        return new BigDecimal(1024).pow(power);
    }
}
