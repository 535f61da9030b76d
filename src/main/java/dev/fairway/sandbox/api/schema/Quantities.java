package dev.fairway.sandbox.api.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities in the one form the server writes: {@code 1000m} is {@code 1}, {@code 0.5Gi} is {@code 512Mi}. */
public final class Quantities {

    private static final Pattern FORM =
            Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?\\d+)?");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
    private static final List<String> DECIMAL_DOWN = List.of("E", "P", "T", "G", "M", "k", "", "m", "u", "n");
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

    private Quantities() {}

    /** The canonical form, or empty when the text is no quantity. */
    public static Optional<String> canonical(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        BigDecimal number = new BigDecimal(matcher.group(1));
        if (BINARY.indexOf(suffix) > 0) {
            BigDecimal bytes = number.multiply(KIBI.pow(BINARY.indexOf(suffix)));
            boolean small = bytes.abs().compareTo(KIBI) < 0;
            boolean whole = bytes.stripTrailingZeros().scale() <= 0;
            return Optional.of(whole && !small ? binary(bytes.toBigInteger()) : decimal(bytes));
        }
        if (!suffix.isEmpty() && !DECIMAL.containsKey(suffix)) {
            return Optional.of(exponent(number.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1)))));
        }
        return Optional.of(decimal(number.scaleByPowerOfTen(DECIMAL.getOrDefault(suffix, 0))));
    }

    /** Its size as a number; zero when the text is no quantity. */
    public static BigDecimal value(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return BigDecimal.ZERO;
        }
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        BigDecimal number = new BigDecimal(matcher.group(1));
        if (BINARY.indexOf(suffix) > 0) {
            return number.multiply(KIBI.pow(BINARY.indexOf(suffix)));
        }
        boolean exponent = !suffix.isEmpty() && !DECIMAL.containsKey(suffix);
        return number.scaleByPowerOfTen(
                exponent ? Integer.parseInt(suffix.substring(1)) : DECIMAL.getOrDefault(suffix, 0));
    }

    private static String binary(BigInteger bytes) {
        int unit = 0;
        BigInteger value = bytes;
        BigInteger kibi = KIBI.toBigInteger();
        while (unit < BINARY.size() - 1
                && value.signum() != 0
                && value.mod(kibi).signum() == 0) {
            value = value.divide(kibi);
            unit++;
        }
        return value + BINARY.get(unit);
    }

    private static String decimal(BigDecimal value) {
        BigDecimal rounded = value.setScale(Math.min(9, Math.max(0, value.scale())), RoundingMode.UP);
        if (rounded.signum() == 0) {
            return "0";
        }
        for (String suffix : DECIMAL_DOWN) {
            BigDecimal scaled = rounded.scaleByPowerOfTen(-DECIMAL.getOrDefault(suffix, 0));
            if (scaled.stripTrailingZeros().scale() <= 0) {
                return scaled.toBigInteger() + suffix;
            }
        }
        return rounded.toPlainString();
    }

    private static String exponent(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        int power = Math.floorDiv(-plain.scale(), 3) * 3;
        String digits = plain.scaleByPowerOfTen(-power).toBigInteger().toString();
        return power == 0 ? digits : digits + "e" + power;
    }
}
