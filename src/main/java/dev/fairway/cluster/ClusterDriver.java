package dev.fairway.cluster;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One destination as the engine sees it: a Kubernetes API, or the registry of applications. All calls block and are safe
 * from any thread.
 *
 * <p>Failures are {@link ClusterProblem}s. A Secret's values leave this interface as fingerprints only.
 */
public interface ClusterDriver {

    /** What the server is and which kinds it serves. Kept until {@link #refreshCatalog}. */
    ApiCatalog catalog();

    /** Asks the server again which kinds it serves, for example after a CRD was established. */
    ApiCatalog refreshCatalog();

    /** What runs, kept up to date by watches. */
    LiveState live();

    /** Reads one object from the server, past every cache. */
    Optional<Manifest> get(ResourceKey key);

    /**
     * The live counterpart of an object, read past every cache: at the version that the object is written at, and with the
     * record of who owns which field.
     */
    default Optional<Manifest> counterpart(Manifest desired) {
        return get(desired.key());
    }

    /** What a server-side apply would make of the object now; persists nothing. */
    Manifest predict(Manifest desired, ApplyOptions options);

    /** Server-side apply with field manager {@code fairway}. Returns the object as the server stored it. */
    Manifest apply(Manifest desired, ApplyOptions options);

    /** Creates; fails with {@code AlreadyExists} if the name is taken. */
    Manifest create(Manifest desired);

    /** Replaces a live object wholly (PUT), on the condition that it still has this uid. */
    Manifest replace(Manifest desired, String uid);

    /** Applies a JSON merge patch; for finalizers, annotations, actions of people. */
    Manifest merge(ResourceKey key, String mergePatch);

    /** Likewise for the status, where its kind has an endpoint of its own for it; otherwise it is a part of the object. */
    Manifest mergeStatus(ResourceKey key, String mergePatch);

    /**
     * Deletes. An object that is gone already is no failure.
     *
     * @param uid deletes only this very object; empty deletes whatever has the name
     */
    void delete(ResourceKey key, Optional<String> uid, Propagation propagation);

    /**
     * Moves the ownership of fields that other appliers wrote (kubectl's client-side apply, argocd-controller, Flux) to
     * {@code fairway}, so that a field dropped from Git disappears. Does nothing if there is nothing to move.
     */
    void adopt(Manifest live, String extraManager);

    /** Log lines, oldest first. The caller closes the stream. */
    InputStream logs(LogRequest request);

    /** Events about one object, newest last. */
    List<Manifest> events(ResourceKey key);

    /** How dependants go when their owner is deleted. */
    enum Propagation {
        FOREGROUND,
        BACKGROUND,
        ORPHAN
    }

    /**
     * How to apply.
     *
     * @param force take fields over from other managers instead of failing with a conflict
     * @param validation {@code Strict}, {@code Warn} or {@code Ignore}: what the server does with unknown fields
     */
    record ApplyOptions(boolean force, String validation) {

        public static final ApplyOptions DEFAULT = new ApplyOptions(true, "Warn");
    }

    /**
     * Which log lines.
     *
     * @param container empty means the only or the default container
     * @param previous the run before the current one
     * @param tailLines the last so many; empty means all
     * @param sinceSeconds lines younger than this; empty means all
     * @param sinceTime lines written since, by the clock of the pod's node and to the second; not together with seconds
     * @param follow keep the stream open
     * @param timestamps put the RFC 3339 time before every line
     */
    record LogRequest(
            String namespace,
            String pod,
            String container,
            boolean previous,
            Optional<Integer> tailLines,
            Optional<Integer> sinceSeconds,
            Optional<Instant> sinceTime,
            boolean follow,
            boolean timestamps) {

        public LogRequest(
                String namespace,
                String pod,
                String container,
                boolean previous,
                Optional<Integer> tailLines,
                Optional<Integer> sinceSeconds,
                boolean follow,
                boolean timestamps) {
            this(namespace, pod, container, previous, tailLines, sinceSeconds, Optional.empty(), follow, timestamps);
        }
    }
}
