package dev.fairway.source.revision;

import java.math.BigInteger;
import java.util.Optional;

/**
 * One comparison, for example {@code >=1.2.x}.
 *
 * @param bound the version compared with; wildcards and missing parts are zero
 * @param precision how many parts were really given: 0 for {@code *}, 1 for {@code 1.x}, 2 for {@code 1.2}, 3 for all
 */
record VersionTerm(Operator operator, SemanticVersion bound, int precision) {

    static final VersionTerm ANY = new VersionTerm(
            Operator.EQUAL, new SemanticVersion(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, "", "0.0.0"), 0);

    enum Operator {
        EQUAL,
        NOT_EQUAL,
        ABOVE,
        BELOW,
        AT_LEAST,
        AT_MOST,
        TILDE,
        CARET;

        static Operator of(String sign) {
            return switch (sign) {
                case "", "=" -> EQUAL;
                case "!=" -> NOT_EQUAL;
                case ">" -> ABOVE;
                case "<" -> BELOW;
                case ">=", "=>" -> AT_LEAST;
                case "<=", "=<" -> AT_MOST;
                case "~", "~>" -> TILDE;
                case "^" -> CARET;
                default -> throw new IllegalArgumentException(sign);
            };
        }
    }

    static Optional<VersionTerm> parse(String sign, String version) {
        String plain = version.startsWith("v") ? version.substring(1) : version;
        String numbers = plain.split("[-+]", 2)[0];
        String suffix = plain.substring(numbers.length());
        String[] parts = numbers.split("\\.");
        int precision = 0;
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            boolean given = precision == i && i < parts.length && !parts[i].matches("[xX*]");
            precision += given ? 1 : 0;
            filled.append(i == 0 ? "" : ".").append(given ? parts[i] : "0");
        }
        int known = precision;
        return SemanticVersion.parse(filled + suffix).map(bound -> new VersionTerm(Operator.of(sign), bound, known));
    }

    boolean namesPreRelease() {
        return bound.isPreRelease();
    }

    boolean holdsFor(SemanticVersion version) {
        return switch (operator) {
            case EQUAL -> precision < 3 ? tilde(version) : version.compareTo(bound) == 0;
            case NOT_EQUAL -> precision < 3 ? !sharesGivenParts(version) : version.compareTo(bound) != 0;
            case ABOVE -> above(version);
            case BELOW -> version.compareTo(bound) < 0;
            case AT_LEAST -> version.compareTo(bound) >= 0;
            case AT_MOST -> precision == 3 ? version.compareTo(bound) <= 0 : atMostPartly(version);
            case TILDE -> tilde(version);
            case CARET -> caret(version);
        };
    }

    /** {@code ~1.2.3} is at least 1.2.3 and still 1.2; {@code ~1} is any 1. */
    private boolean tilde(SemanticVersion version) {
        return version.compareTo(bound) >= 0
                && (precision == 0 || isZero() || sameMajor(version) && (precision < 2 || sameMinor(version)));
    }

    /** At least the bound, and the first part that is not zero stays as it is. */
    private boolean caret(SemanticVersion version) {
        if (version.compareTo(bound) < 0) {
            return false;
        }
        if (bound.major().signum() > 0 || precision < 2) {
            return precision == 0 || sameMajor(version);
        }
        if (version.major().signum() > 0) {
            return false;
        }
        if (bound.minor().signum() > 0 || precision < 3) {
            return sameMinor(version);
        }
        return version.minor().signum() == 0 && version.patch().equals(bound.patch());
    }

    /** {@code >11} begins with 12.0.0 and {@code >11.1} with 11.2.0. */
    private boolean above(SemanticVersion version) {
        return precision == 3
                ? version.compareTo(bound) > 0
                : version.compareTo(bound) > 0 && !sharesGivenParts(version);
    }

    /** {@code <=11} takes in all of 11. */
    private boolean atMostPartly(SemanticVersion version) {
        return precision == 0 || version.compareTo(bound) <= 0 || sharesGivenParts(version);
    }

    private boolean sharesGivenParts(SemanticVersion version) {
        return (precision < 1 || sameMajor(version)) && (precision < 2 || sameMinor(version));
    }

    private boolean isZero() {
        return precision == 3
                && bound.major().signum() == 0
                && bound.minor().signum() == 0
                && bound.patch().signum() == 0;
    }

    private boolean sameMajor(SemanticVersion version) {
        return version.major().equals(bound.major());
    }

    private boolean sameMinor(SemanticVersion version) {
        return version.minor().equals(bound.minor());
    }
}
