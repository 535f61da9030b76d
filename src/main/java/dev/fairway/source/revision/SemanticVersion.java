package dev.fairway.source.revision;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version by semver.org, read as leniently as Masterminds/semver reads it: a leading {@code v} is dropped and missing
 * parts are zero. Build metadata does not take part in the order.
 *
 * @param preRelease the identifiers after the dash, for example {@code rc.1}; may be empty
 * @param text as it was written
 */
public record SemanticVersion(BigInteger major, BigInteger minor, BigInteger patch, String preRelease, String text)
        implements Comparable<SemanticVersion> {

    private static final String IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
    private static final Pattern FORM = Pattern.compile("v?([0-9]{1,19})(?:\\.([0-9]{1,19}))?(?:\\.([0-9]{1,19}))?(?:-("
            + IDENTIFIERS + "))?(?:\\+(" + IDENTIFIERS + "))?");
    private static final Comparator<SemanticVersion> NUMBERS = Comparator.comparing(SemanticVersion::major)
            .thenComparing(SemanticVersion::minor)
            .thenComparing(SemanticVersion::patch);

    /** Reads a version; empty if the text is none. */
    public static Optional<SemanticVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.length() > 256 || !matcher.matches()) {
            return Optional.empty();
        }
        String preRelease = Optional.ofNullable(matcher.group(4)).orElse("");
        if (identifiers(preRelease).stream()
                .anyMatch(each -> isNumber(each) && each.length() > 1 && each.startsWith("0"))) {
            return Optional.empty();
        }
        return Optional.of(new SemanticVersion(
                number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)), preRelease, text));
    }

    public boolean isPreRelease() {
        return !preRelease.isEmpty();
    }

    @Override
    public int compareTo(SemanticVersion other) {
        int numbers = NUMBERS.compare(this, other);
        return numbers != 0 ? numbers : comparePreReleases(preRelease, other.preRelease);
    }

    /** A release is above its pre-releases; identifiers are compared one by one (semver.org, rule 11). */
    static int comparePreReleases(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        List<String> ours = identifiers(left);
        List<String> theirs = identifiers(right);
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            int order = compareIdentifiers(ours.get(i), theirs.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(ours.size(), theirs.size());
    }

    private static int compareIdentifiers(String left, String right) {
        if (isNumber(left) && isNumber(right)) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return isNumber(left) == isNumber(right) ? left.compareTo(right) : isNumber(left) ? -1 : 1;
    }

    private static List<String> identifiers(String preRelease) {
        return preRelease.isEmpty() ? List.of() : Arrays.asList(preRelease.split("\\."));
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static BigInteger number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? BigInteger.ZERO : new BigInteger(digits);
    }

    @Override
    public String toString() {
        return text;
    }
}
