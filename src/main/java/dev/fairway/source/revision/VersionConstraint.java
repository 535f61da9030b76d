package dev.fairway.source.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A constraint on versions in the notation of Masterminds/semver 3.4, which Argo CD and Helm use: alternatives by
 * {@code ||}, terms that all hold by comma or blank, hyphen ranges, wildcards, {@code ~} and {@code ^}. A pre-release matches
 * only alternatives in which some term names a pre-release itself, for example {@code >=1.2-0}.
 */
public final class VersionConstraint {

    private static final String OPERATOR = "(?:!=|>=|=>|<=|=<|~>|=|>|<|~|\\^)?";
    private static final String PART = "(?:[0-9]+|[xX*])";
    private static final String IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
    private static final String VERSION = "v?" + PART + "(?:\\." + PART + ")?(?:\\." + PART + ")?(?:-" + IDENTIFIERS
            + ")?(?:\\+" + IDENTIFIERS + ")?";
    private static final Pattern HYPHEN = Pattern.compile("\\s*(" + VERSION + ")\\s+-\\s+(" + VERSION + ")\\s*");
    private static final Pattern TERM = Pattern.compile("(" + OPERATOR + ")\\s*(" + VERSION + ")");
    private static final Pattern TERMS = Pattern.compile(
            "\\s*" + OPERATOR + "\\s*" + VERSION + "(?:(?:\\s*,\\s*|\\s+)" + OPERATOR + "\\s*" + VERSION + ")*\\s*");
    private static final int LONGEST = 256;

    private final List<List<VersionTerm>> alternatives;

    private VersionConstraint(List<List<VersionTerm>> alternatives) {
        this.alternatives = alternatives;
    }

    /**
     * Reads a constraint. An exact version is none: it names one thing and is looked up as it is written.
     *
     * @return empty if the text is an exact version or no constraint at all
     */
    public static Optional<VersionConstraint> parse(String text) {
        if (text.isBlank()
                || text.length() > LONGEST
                || SemanticVersion.parse(text).isPresent()) {
            return Optional.empty();
        }
        List<List<VersionTerm>> alternatives = new ArrayList<>();
        for (String alternative : HYPHEN.matcher(text).replaceAll(">=$1,<=$2").split("\\|\\|", -1)) {
            if (alternative.isBlank()) {
                alternatives.add(List.of(VersionTerm.ANY));
                continue;
            }
            if (!TERMS.matcher(alternative).matches()) {
                return Optional.empty();
            }
            List<VersionTerm> terms = new ArrayList<>();
            Matcher matcher = TERM.matcher(alternative);
            while (matcher.find()) {
                Optional<VersionTerm> term = VersionTerm.parse(matcher.group(1), matcher.group(2));
                if (term.isEmpty()) {
                    return Optional.empty();
                }
                terms.add(term.get());
            }
            alternatives.add(List.copyOf(terms));
        }
        return Optional.of(new VersionConstraint(alternatives));
    }

    public boolean admits(SemanticVersion version) {
        return alternatives.stream()
                .anyMatch(terms -> (!version.isPreRelease() || terms.stream().anyMatch(VersionTerm::namesPreRelease))
                        && terms.stream().allMatch(term -> term.holdsFor(version)));
    }

    /** The highest version admitted. */
    public Optional<SemanticVersion> highestOf(Collection<SemanticVersion> versions) {
        return versions.stream().filter(this::admits).max(Comparator.naturalOrder());
    }
}
