package dev.fairway.source.git;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bare mirror of one repository under one credential. It holds the history of refs that someone uses and asks its host
 * one question at a time.
 */
final class Mirror implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
    private static final Duration REMEMBERED_FAILURE = Duration.ofSeconds(15);
    private static final int MANY_PACKS = 50;

    private final Remote remote;
    private final MirrorFolder folder;
    private final FileRepository repository;
    private final GitLimits limits;
    private final GitRequests requests;
    private final InstantSource clock;
    private final SharedQuestion<Heard> question = new SharedQuestion<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final Map<String, Failure> missing = new ConcurrentHashMap<>();
    private final AtomicBoolean tidying = new AtomicBoolean();
    private volatile @Nullable Heard heard;
    private volatile @Nullable Failure failure;

    private record Failure(Instant at, ProblemException thrown) {}

    Mirror(Remote remote, MirrorFolder folder, GitLimits limits, GitRequests requests, InstantSource clock)
            throws IOException {
        this.remote = remote;
        this.folder = folder;
        this.repository = folder.open();
        this.limits = limits;
        this.requests = requests;
        this.clock = clock;
    }

    String display() {
        return remote.address().display();
    }

    FileRepository objects() {
        return repository;
    }

    /** What was heard last, if that is not older than {@code maxAge}; else the host is asked. */
    Heard heard(Duration maxAge) {
        return fresh(maxAge).orElseGet(() -> {
            rethrowRecentFailure();
            // Whoever waited behind the question of another finds its answer here and asks nothing.
            return question.alone(() -> fresh(maxAge).orElseGet(this::ask));
        });
    }

    /** Asks the host now. */
    Heard ask() {
        return question.ask(() -> {
            try {
                Heard answer = requests.contacts()
                        .noting(
                                remote.address().repository(),
                                clock,
                                () -> converse(now -> now.called(used), limits.fetchTime()));
                failure = null;
                return answer;
            } catch (ProblemException e) {
                failure = new Failure(clock.instant(), e);
                throw e;
            }
        });
    }

    Optional<Heard> lastHeard() {
        return Optional.ofNullable(heard);
    }

    /** A ref that someone deploys from: its commits are fetched with the question that finds it moved. */
    void use(String ref) {
        if (!ref.isEmpty()) {
            used.add(ref);
        }
    }

    void forget() {
        heard = null;
        failure = null;
        missing.clear();
    }

    /** Makes sure that a commit and its history are here. */
    void need(String sha) {
        ObjectId id = ObjectId.fromString(sha);
        if (has(id)) {
            return;
        }
        Failure known = missing.get(sha);
        if (known != null && isRecent(known)) {
            throw known.thrown().problem().asException(known.thrown());
        }
        try {
            question.alone(() -> {
                if (!has(id)) {
                    fetch(id);
                }
                return id;
            });
        } catch (ProblemException e) {
            if (missing.size() > 1_000) {
                missing.clear();
            }
            missing.put(sha, new Failure(clock.instant(), e));
            throw e;
        }
    }

    /** Whether a commit is here; nobody is asked. */
    boolean holds(String sha) {
        return has(ObjectId.fromString(sha));
    }

    /** The commit that a shortened SHA means; everything is fetched if nothing here begins so. */
    Optional<String> expand(String digits) {
        Optional<String> here = expandHere(digits);
        if (here.isPresent()) {
            return here;
        }
        question.alone(() -> converse(Heard::branchesAndTags, limits.fetchTime()));
        return expandHere(digits);
    }

    private Optional<String> expandHere(String digits) {
        try (ObjectReader reader = repository.newObjectReader()) {
            List<String> commits = new ArrayList<>();
            for (ObjectId id : reader.resolve(AbbreviatedObjectId.fromString(digits))) {
                if (reader.open(id).getType() == Constants.OBJ_COMMIT) {
                    commits.add(id.name());
                }
            }
            if (commits.size() > 1) {
                throw Problem.stalled(
                                "UnknownRevision", digits + " is the beginning of several commits of " + display())
                        .asException();
            }
            return commits.stream().findFirst();
        } catch (IOException e) {
            throw remote.explain(e);
        }
    }

    private Optional<Heard> fresh(Duration maxAge) {
        Heard known = heard;
        boolean fresh = known != null && known.at().plus(maxAge).isAfter(clock.instant());
        return fresh ? Optional.ofNullable(known) : Optional.empty();
    }

    private void rethrowRecentFailure() {
        Failure known = failure;
        if (known != null && isRecent(known)) {
            throw known.thrown().problem().asException(known.thrown());
        }
    }

    private boolean isRecent(Failure known) {
        return known.at().plus(REMEMBERED_FAILURE).isAfter(clock.instant());
    }

    /** By the refs that lead there, else by its SHA where the host allows that, else everything. */
    private void fetch(ObjectId id) {
        Heard now = converse(
                answer -> {
                    List<Ref> leading = answer.leadingTo(id.name());
                    return leading.isEmpty() ? List.of() : leading.subList(0, 1);
                },
                limits.fetchTime());
        if (has(id)) {
            return;
        }
        try {
            converse(answer -> List.of(directly(id)), limits.fetchTime(), Wire.NEWER);
        } catch (ProblemException notAdvertised) {
            LOG.debug("{} does not give out a commit by its SHA", display());
        }
        if (!has(id) && !now.branchesAndTags().isEmpty()) {
            converse(Heard::branchesAndTags, limits.fetchTime());
        }
        if (!has(id)) {
            throw Problem.stalled("UnknownRevision", "Commit " + id.name() + " does not exist in " + display())
                    .asException();
        }
    }

    private static Ref directly(ObjectId id) {
        return new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, "refs/commit/" + id.name(), id);
    }

    private boolean has(ObjectId id) {
        return repository.getObjectDatabase().has(id);
    }

    /** Git's wire protocols. */
    private enum Wire {
        /** The first answer tells the refs: one way to the host less. */
        OLDER(0),
        /** Hosts give out any commit by its SHA, which many refuse in the older one. */
        NEWER(2);

        private final int version;

        Wire(int version) {
            this.version = version;
        }
    }

    private Heard converse(Function<Heard, Collection<Ref>> choice, Duration wall) {
        return converse(choice, wall, Wire.OLDER);
    }

    /** One connection: the refs, and the objects of those that are chosen and not here. */
    private Heard converse(Function<Heard, Collection<Ref>> choice, Duration wall, Wire wire) {
        Patience patience = new Patience(wall);
        // Read by the transport when it is opened; one question at a time is asked of a host.
        repository.getConfig().setInt("protocol", null, "version", wire.version);
        try (Conversation conversation = remote.open(repository, patience)) {
            Instant at = clock.instant();
            requests.asked();
            FetchConnection connection = conversation.transport().openFetch();
            try {
                Heard answer = Heard.of(at, connection.getRefs(), display(), limits.refs());
                List<Ref> absent = choice.apply(answer).stream()
                        .filter(ref -> !has(ref.getObjectId()))
                        .toList();
                if (!absent.isEmpty()) {
                    requests.fetched();
                    receive(connection, absent);
                }
                heard = answer;
                return answer;
            } finally {
                connection.close();
            }
        } catch (IOException | RuntimeException e) {
            throw remote.explain(patience.isOver() ? new GitProblems.TimePassed() : e);
        }
    }

    private void receive(FetchConnection connection, List<Ref> wanted) throws IOException {
        try {
            // Just this monitor makes JGit ask the host to tell nothing of its progress.
            connection.fetch(NullProgressMonitor.INSTANCE, wanted, Set.of());
            for (Ref ref : wanted) {
                keep(ref);
            }
        } finally {
            for (PackLock lock : connection.getPackLocks()) {
                lock.unlock();
            }
        }
        tidyUp();
    }

    /** Under a name made from the ref's: a host may replace branch {@code a} by {@code a/b}, files may not. */
    private void keep(Ref ref) throws IOException {
        RefUpdate update = repository.updateRef("refs/mirror/" + MirrorFolder.digest(ref.getName()));
        update.setNewObjectId(ref.getObjectId());
        update.setForceUpdate(true);
        update.disableRefLog();
        RefUpdate.Result result = update.update();
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            default -> throw new IOException("The mirror's ref was not written: " + result);
        }
    }

    /** Each fetch leaves a pack; a mirror of many packs gets slow. Nobody waits for it, the next fetch least of all. */
    private void tidyUp() {
        if (repository.getObjectDatabase().getPacks().size() > MANY_PACKS && tidying.compareAndSet(false, true)) {
            Thread.startVirtualThread(() -> {
                try {
                    GC packing = new GC(repository);
                    // As usual, packs would stay for an hour after they were packed together, and each fetch would do
                    // it
                    // anew. Whoever still reads one finds its objects in the new pack.
                    packing.setPackExpireAgeMillis(0);
                    packing.gc().join();
                } catch (Exception e) {
                    LOG.warn(
                            "The mirror of {} could not be packed: {}",
                            display(),
                            e.getClass().getSimpleName());
                } finally {
                    tidying.set(false);
                }
            });
        }
    }

    /**
     * Not one of the questions that wait for each other: a host may ask us back before it answers, as ours does.
     *
     * @param expected where the branch must stand; empty if there must be none
     */
    void push(String sha, String branch, Optional<String> expected) {
        try (Conversation conversation = remote.open(repository, new Patience(limits.fetchTime()))) {
            requests.asked();
            RemoteRefUpdate update = new RemoteRefUpdate(
                    repository,
                    sha,
                    ObjectId.fromString(sha),
                    Constants.R_HEADS + branch,
                    false,
                    null,
                    expected.map(ObjectId::fromString).orElse(ObjectId.zeroId()));
            conversation.transport().push(NullProgressMonitor.INSTANCE, List.of(update));
            // Whether it went well or another was faster: what was heard before does not hold any more.
            heard = null;
            Optional<Problem> refusal = GitProblems.ofPush(display(), branch, update);
            if (refusal.isPresent()) {
                throw refusal.get().asException();
            }
        } catch (IOException e) {
            throw remote.explain(e);
        }
    }

    /** Gives the place on disk back; everything can be fetched again. */
    void discard() {
        question.alone(() -> {
            close();
            folder.delete();
            return folder;
        });
    }

    @Override
    public void close() {
        repository.close();
    }
}
