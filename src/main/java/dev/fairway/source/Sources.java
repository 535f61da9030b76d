package dev.fairway.source;

import dev.fairway.resource.RepositoryUrl;
import java.util.List;
import java.util.Optional;

/**
 * Git repositories and chart repositories, read only.
 *
 * <p>Every method throws {@link dev.fairway.resource.ProblemException} with a message for people: an unreachable or
 * unauthorised repository, an unknown revision, a limit that was passed.
 */
public interface Sources {

    /**
     * What a {@code targetRevision} means now, by Argo CD's rules: a full SHA as it is; empty is {@code HEAD}; a semver
     * constraint is matched against tags only, the highest wins; then short ref names; then a short SHA of seven digits
     * or more.
     *
     * <p>Reads what the last poll or webhook found out; asks the host only if the repository was never asked, was
     * {@linkplain #forget forgotten} or the answer is older than two polling intervals, which happens only where nobody {@linkplain #poll
     * polls}. One request serves all applications that ask at the same time.
     *
     * @param tagPrefix only tags with this prefix count and it is stripped before they are compared; may be empty
     */
    ResolvedRevision resolve(RepositoryUrl repository, String targetRevision, String tagPrefix);

    /**
     * Asks the Git host now, whatever is known, and fetches the commits of refs in use that moved, over the same
     * connection. Callers that come while the host is being asked share the next question, never the one under way: it
     * may have been answered before the push that they know of.
     */
    RefsObserved poll(RepositoryUrl repository);

    /** The files of a commit. Fetches the commit if the mirror does not have it. */
    SourceTree tree(RepositoryUrl repository, String sha);

    /** One commit's metadata. */
    Commit commit(RepositoryUrl repository, String sha);

    /**
     * Commits reachable from {@code to} and not from {@code from}, newest first; with paths, only those that touch one of
     * them.
     *
     * @param from may be empty: then only the commit {@code to} itself
     * @param limit at most this many are returned
     */
    List<Commit> commitsBetween(
            RepositoryUrl repository, Optional<String> from, String to, List<String> paths, int limit);

    /**
     * The paths of files that differ between two commits, as far as both are in the mirror already: nothing is fetched for
     * this.
     *
     * @param limit empty is returned if there are more than this many
     */
    Optional<List<String>> changedFiles(RepositoryUrl repository, String from, String to, int limit);

    /** Drops what is known of the repository's refs, so that the next resolve asks the host. */
    void forget(RepositoryUrl repository);

    /**
     * A chart of a Helm repository or an OCI registry: version resolved (a semver constraint picks the highest match),
     * fetched through the guarded client, digest verified, unpacked within limits.
     *
     * @param chart the chart's name; empty for an {@code oci://} address that names the chart itself
     */
    ResolvedChart chart(RepositoryUrl repository, String chart, String version);
}
