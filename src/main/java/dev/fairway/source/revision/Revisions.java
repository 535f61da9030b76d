package dev.fairway.source.revision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Argo CD's rules for {@code targetRevision}, in its order: a full SHA as it is; empty means {@code HEAD}; a constraint picks
 * the highest tag; then ref names, full or short, in the order of {@code git ls-remote}, so that a branch goes before a tag
 * of the same name; then a shortened SHA.
 */
public final class Revisions {

    private static final Pattern FULL_SHA = Pattern.compile("[0-9a-fA-F]{40}");
    private static final Pattern SHORT_SHA = Pattern.compile("[0-9a-fA-F]{7,39}");
    private static final String TAGS = "refs/tags/";
    private static final List<String> PREFIXES = List.of("refs/heads/", TAGS, "refs/remotes/", "refs/");

    private Revisions() {}

    /** What a revision turned out to be. */
    public sealed interface Meaning {

        /** @param ref empty for a SHA */
        record Found(String ref, String sha) implements Meaning {}

        /** Seven to 39 hex digits that no ref is called: only the objects themselves can tell. */
        record Shortened(String digits) implements Meaning {}

        record Unknown(String why) implements Meaning {}
    }

    /** True if the text is a full SHA, for which nobody needs to be asked. */
    public static boolean isFullSha(String revision) {
        return FULL_SHA.matcher(revision).matches();
    }

    public static Meaning resolve(AdvertisedRefs refs, String revision, String tagPrefix) {
        if (isFullSha(revision)) {
            return new Meaning.Found("", revision.toLowerCase(java.util.Locale.ROOT));
        }
        if (revision.isEmpty() || revision.equals("HEAD")) {
            return refs.headCommit().isEmpty()
                    ? new Meaning.Unknown("the repository has no default branch; name a branch that exists")
                    : new Meaning.Found(refs.head(), refs.headCommit());
        }
        Optional<VersionConstraint> constraint = VersionConstraint.parse(revision);
        Optional<Meaning> found = constraint
                .flatMap(range -> highestTag(refs, range, tagPrefix))
                .or(() -> named(refs, revision))
                .or(() -> tagPrefix.isEmpty() ? Optional.empty() : named(refs, TAGS + tagPrefix + revision));
        return found.orElseGet(() -> {
            if (SHORT_SHA.matcher(revision).matches()) {
                return new Meaning.Shortened(revision.toLowerCase(java.util.Locale.ROOT));
            }
            return new Meaning.Unknown(
                    constraint.isPresent()
                            ? "no tag satisfies this version constraint"
                            : "no branch, tag or commit has this name");
        });
    }

    private static Optional<Meaning> highestTag(AdvertisedRefs refs, VersionConstraint constraint, String tagPrefix) {
        String prefix = TAGS + tagPrefix;
        Map<SemanticVersion, String> tags = new HashMap<>();
        for (String ref : refs.commits().keySet()) {
            if (ref.startsWith(prefix)) {
                SemanticVersion.parse(ref.substring(prefix.length())).ifPresent(version -> tags.put(version, ref));
            }
        }
        return constraint
                .highestOf(tags.keySet())
                .map(tags::get)
                .map(ref -> new Meaning.Found(ref, refs.commits().getOrDefault(ref, "")));
    }

    private static Optional<Meaning> named(AdvertisedRefs refs, String revision) {
        return refs.commits().entrySet().stream()
                .filter(entry -> isCalled(entry.getKey(), revision))
                .findFirst()
                .map(entry -> new Meaning.Found(entry.getKey(), entry.getValue()));
    }

    private static boolean isCalled(String ref, String revision) {
        return ref.equals(revision) || PREFIXES.stream().anyMatch(prefix -> ref.equals(prefix + revision));
    }
}
