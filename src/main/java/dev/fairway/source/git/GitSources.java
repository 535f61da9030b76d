package dev.fairway.source.git;

import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Commit;
import dev.fairway.source.Edit;
import dev.fairway.source.ProposedCommit;
import dev.fairway.source.RefChange;
import dev.fairway.source.RefsObserved;
import dev.fairway.source.ResolvedRevision;
import dev.fairway.source.Restoration;
import dev.fairway.source.SourceTree;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credentials;
import dev.fairway.source.outbound.GuardedHttp;
import dev.fairway.source.revision.Revisions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.transport.FetchConnection;

/** All Git repositories. */
public final class GitSources implements AutoCloseable {

    private final Path folder;
    private final Credentials credentials;
    private final GuardedHttp http;
    private final SshSessions ssh;
    private final GitRules rules;
    private final GitLimits limits;
    private final GitRequests requests;
    private final Duration pollInterval;
    private final InstantSource clock;
    private final Map<String, Mirror> mirrors = new ConcurrentHashMap<>();
    private final TreeCache trees = new TreeCache();

    public GitSources(
            Path folder,
            Credentials credentials,
            GuardedHttp http,
            SshSessions ssh,
            GitRules rules,
            GitLimits limits,
            GitRequests requests,
            Duration pollInterval,
            InstantSource clock) {
        this.folder = folder;
        this.credentials = credentials;
        this.http = http;
        this.ssh = ssh;
        this.rules = rules;
        this.limits = limits;
        this.requests = requests;
        this.pollInterval = pollInterval;
        this.clock = clock;
    }

    public ResolvedRevision resolve(RepositoryUrl repository, String targetRevision, String tagPrefix) {
        String revision = targetRevision.strip();
        Mirror mirror = mirror(repository);
        if (Revisions.isFullSha(revision)) {
            return new ResolvedRevision(targetRevision, "", revision.toLowerCase(java.util.Locale.ROOT));
        }
        Heard heard = mirror.heard(pollInterval.multipliedBy(2));
        return switch (Revisions.resolve(heard.refs(), revision, tagPrefix)) {
            case Revisions.Meaning.Found found -> {
                mirror.use(found.ref());
                yield new ResolvedRevision(targetRevision, found.ref(), found.sha());
            }
            case Revisions.Meaning.Shortened shortened ->
                new ResolvedRevision(
                        targetRevision,
                        "",
                        mirror.expand(shortened.digits())
                                .orElseThrow(
                                        () -> unknown(revision, mirror, "no branch, tag or commit has this name")));
            case Revisions.Meaning.Unknown nothing -> throw unknown(revision, mirror, nothing.why());
        };
    }

    public RefsObserved poll(RepositoryUrl repository) {
        Mirror mirror = mirror(repository);
        Map<String, String> before = mirror.lastHeard().map(GitSources::commits).orElse(Map.of());
        boolean first = mirror.lastHeard().isEmpty();
        Heard heard = mirror.ask();
        Map<String, String> after = commits(heard);
        return new RefsObserved(repository, heard.at(), after, first ? List.of() : changes(before, after));
    }

    public SourceTree tree(RepositoryUrl repository, String sha) {
        Mirror mirror = mirror(repository);
        mirror.need(full(sha, mirror));
        return trees.get(
                mirror,
                sha,
                () -> reading(
                        mirror,
                        sha,
                        commits -> new GitTree(
                                mirror.objects(),
                                mirror.display(),
                                sha,
                                commits.tree(sha),
                                limits,
                                () -> discard(mirror))));
    }

    public Commit commit(RepositoryUrl repository, String sha) {
        Mirror mirror = mirror(repository);
        mirror.need(full(sha, mirror));
        return reading(mirror, sha, commits -> commits.commit(sha));
    }

    public List<Commit> commitsBetween(
            RepositoryUrl repository, Optional<String> from, String to, List<String> paths, int limit) {
        if (from.isEmpty()) {
            return limit < 1 ? List.of() : List.of(commit(repository, to));
        }
        Mirror mirror = mirror(repository);
        mirror.need(full(to, mirror));
        mirror.need(full(from.get(), mirror));
        return reading(mirror, to, commits -> commits.between(from.get(), to, paths, limit));
    }

    /**
     * Asks a repository for its refs with the given access, past what is known and kept.
     *
     * @throws dev.fairway.resource.ProblemException why it did not answer
     */
    public void reach(RepositoryUrl repository, Access access) {
        Remote remote = new Remote(GitAddress.of(repository, rules), () -> access, http, ssh, rules, limits);
        requests.asked();
        try (var nothing = new InMemoryRepository(new DfsRepositoryDescription("reach"));
                Conversation conversation = remote.open(nothing, new Patience(limits.askTime()));
                FetchConnection connection = conversation.transport().openFetch()) {
            Heard.of(clock.instant(), connection.getRefs(), remote.address().display(), limits.refs());
        } catch (IOException | RuntimeException e) {
            throw remote.explain(e);
        }
    }

    public Optional<List<String>> changedFiles(RepositoryUrl repository, String from, String to, int limit) {
        Mirror mirror = mirror(repository);
        return mirror.holds(from) && mirror.holds(to)
                ? reading(mirror, to, commits -> commits.changed(from, to, limit))
                : Optional.empty();
    }

    public ProposedCommit restore(RepositoryUrl repository, Restoration restoration) {
        Mirror mirror = mirror(repository);
        mirror.need(full(restoration.base(), mirror));
        mirror.need(full(restoration.from(), mirror));
        return reading(mirror, restoration.base(), commits -> new CommitWriter(mirror.objects()).restore(restoration));
    }

    public ProposedCommit edit(RepositoryUrl repository, Edit edit) {
        Mirror mirror = mirror(repository);
        mirror.need(full(edit.base(), mirror));
        return reading(mirror, edit.base(), commits -> new CommitWriter(mirror.objects()).edit(edit));
    }

    /** @param expected where the branch must stand; empty if there must be none */
    public void push(RepositoryUrl repository, String sha, String branch, Optional<String> expected) {
        mirror(repository).push(sha, branch, expected);
    }

    /** Drops what is known of a repository's refs; nothing happens if it was never asked. */
    public void forget(RepositoryUrl repository) {
        String prefix = repository.normalized() + "\n";
        mirrors.forEach((key, mirror) -> {
            if (key.startsWith(prefix)) {
                mirror.forget();
            }
        });
    }

    private Mirror mirror(RepositoryUrl repository) {
        GitAddress address = GitAddress.of(repository, rules);
        String identity = credentials.identityFor(repository);
        String key = repository.normalized() + "\n" + identity;
        Mirror known = mirrors.get(key);
        return known != null ? known : open(key, repository, address, identity);
    }

    private Mirror open(String key, RepositoryUrl repository, GitAddress address, String identity) {
        mirrors.keySet().stream()
                .filter(each -> each.startsWith(repository.normalized() + "\n") && !each.equals(key))
                .toList()
                .forEach(each -> Optional.ofNullable(mirrors.remove(each)).ifPresent(Mirror::close));
        return mirrors.computeIfAbsent(key, same -> {
            MirrorFolder place = MirrorFolder.of(folder, repository.normalized(), identity);
            place.others().forEach(MirrorFolder::delete);
            Remote remote = new Remote(address, () -> access(repository, identity), http, ssh, rules, limits);
            try {
                return new Mirror(remote, place, limits, requests, clock);
            } catch (IOException e) {
                throw Problem.passing("MirrorDamaged", "The mirror of " + address.display() + " cannot be opened")
                        .asException(e);
            }
        });
    }

    /** What was fetched with one credential is never mixed with what another one gives. */
    private Access access(RepositoryUrl repository, String identity) {
        Access access = credentials.accessTo(repository);
        if (!access.identity().equals(identity)) {
            throw Problem.passing(
                            "CredentialChanged", "The credential has just changed; it is asked again with the new one")
                    .asException();
        }
        return access;
    }

    private interface Reading<T> {
        T from(CommitReader commits) throws IOException;
    }

    private <T> T reading(Mirror mirror, String sha, Reading<T> reading) {
        try {
            return reading.from(new CommitReader(mirror.objects()));
        } catch (IncorrectObjectTypeException e) {
            throw unknown(sha, mirror, "it is not a commit");
        } catch (IOException e) {
            discard(mirror);
            throw Problem.passing(
                            "MirrorDamaged",
                            "The mirror of " + mirror.display() + " cannot be read; it is fetched again")
                    .asException(e);
        }
    }

    /** A damaged mirror is no loss: the next use fetches it again. */
    private void discard(Mirror mirror) {
        mirrors.values().remove(mirror);
        mirror.discard();
    }

    private static String full(String sha, Mirror mirror) {
        if (!Revisions.isFullSha(sha)) {
            throw unknown(sha, mirror, "it is not a full SHA");
        }
        return sha;
    }

    private static RuntimeException unknown(String revision, Mirror mirror, String why) {
        String shown = revision.length() > 100 ? revision.substring(0, 100) + "…" : revision;
        return Problem.stalled(
                        "UnknownRevision", "Revision " + shown + " is unknown in " + mirror.display() + ": " + why)
                .asException();
    }

    private static Map<String, String> commits(Heard heard) {
        Map<String, String> all = new TreeMap<>(heard.refs().commits());
        if (!heard.refs().headCommit().isEmpty()) {
            all.put("HEAD", heard.refs().headCommit());
        }
        return all;
    }

    private static List<RefChange> changes(Map<String, String> before, Map<String, String> after) {
        List<RefChange> changes = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            Optional<String> old = Optional.ofNullable(before.get(name));
            Optional<String> now = Optional.ofNullable(after.get(name));
            if (!old.equals(now)) {
                changes.add(new RefChange(name, old, now));
            }
        }
        return changes;
    }

    @Override
    public void close() {
        mirrors.values().forEach(Mirror::close);
        mirrors.clear();
    }
}
