package dev.fairway.source.git;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.outbound.OutboundException;
import dev.fairway.source.outbound.Reasons;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.TooLargePackException;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;

/** JGit's exceptions and a host's status in words for people; JGit's own texts may hold addresses with queries. */
final class GitProblems {

    private static final int LONGEST_WORDS = 300;

    private GitProblems() {}

    static ProblemException of(String repository, int status, Throwable thrown) {
        if (find(thrown, ProblemException.class) instanceof ProblemException known) {
            return known;
        }
        return judge(repository, status, thrown).asException(thrown);
    }

    private static Problem judge(String repository, int status, Throwable thrown) {
        if (OutboundException.in(thrown) instanceof OutboundException outbound) {
            return judge(repository, outbound);
        }
        if (find(thrown, CorruptObjectException.class) != null) {
            return Problem.stalled(
                    "RepositoryDamaged",
                    repository + " sent an object that Git's own rules forbid; run git fsck on it");
        }
        if (find(thrown, TooLargePackException.class) != null || find(thrown, LimitPassedException.class) != null) {
            return Problem.stalled("LimitExceeded", repository + " sent more than the limit for one fetch allows");
        }
        if (find(thrown, TimePassed.class) != null) {
            return Problem.passing("LimitExceeded", repository + " did not finish a fetch within the time limit");
        }
        if (find(thrown, UnknownHostKeyException.class) instanceof UnknownHostKeyException unknown) {
            return Problem.stalled(
                    "RepositoryHostKeyUnknown",
                    "The SSH host " + unknown.host() + " shows the key " + unknown.fingerprint()
                            + ", which is not among the known hosts; compare it with what the host publishes and add"
                            + " it");
        }
        String text = texts(thrown);
        if (status == 401 || status == 403 || text.contains("auth") || text.contains("permission denied")) {
            return Problem.stalled(
                    "RepositoryUnauthorized",
                    repository + " refuses the credential it was given; check user, token or key of the repository");
        }
        if (status == 404 || find(thrown, NoRemoteRepositoryException.class) != null) {
            return Problem.stalled(
                    "RepositoryNotFound",
                    repository + " does not exist, or is hidden from the credential it was asked with");
        }
        if (status == 200 && find(thrown, PackProtocolException.class) != null) {
            return Problem.stalled(
                    "RepositoryNotFound",
                    repository + " answers, but not as a Git repository; look at the path of its address");
        }
        if (status >= 500) {
            return Problem.passing(
                    "RepositoryUnreachable", repository + " answers with an error of its own: " + status);
        }
        return Problem.passing("RepositoryUnreachable", Reasons.of(repository, thrown));
    }

    private static Problem judge(String repository, OutboundException outbound) {
        return switch (outbound.kind()) {
            case REFUSED ->
                Problem.stalled("RepositoryAddressRefused", repository + " is not asked: " + outbound.getMessage());
            case UNREACHABLE ->
                Problem.passing("RepositoryUnreachable", repository + " cannot be reached: " + outbound.getMessage());
            case LIMIT -> Problem.passing("LimitExceeded", repository + ": " + outbound.getMessage());
        };
    }

    /** What is to be told of a push; empty if it went well. */
    static Optional<Problem> ofPush(String repository, String branch, RemoteRefUpdate update) {
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE -> Optional.empty();
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED ->
                Optional.of(Problem.passing(
                        "BranchMoved",
                        "The branch %s of %s moved meanwhile. Look at it again before you write to it."
                                .formatted(branch, repository)));
            default ->
                Optional.of(Problem.stalled(
                        "PushRefused",
                        "%s does not take the push to %s: %s. Push to another branch, or give the repository's credential the right."
                                .formatted(repository, branch, said(update))));
        };
    }

    /** The host's own words, which are not trusted. */
    private static String said(RemoteRefUpdate update) {
        String words = update.getMessage() == null ? update.getStatus().name() : update.getMessage();
        String clean = words.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() > LONGEST_WORDS ? clean.substring(0, LONGEST_WORDS) + "…" : clean;
    }

    private static String texts(Throwable thrown) {
        StringBuilder all = new StringBuilder();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            all.append(each.getMessage()).append('\n');
        }
        return all.toString().toLowerCase(Locale.ROOT);
    }

    static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }

    /** More time than allowed. */
    static final class TimePassed extends IOException {}
}
