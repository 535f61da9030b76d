package dev.fairway.sync.spec;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * {@code spec.syncPolicy} of an Application.
 *
 * @param automated {@code automated}; empty means that only people sync
 * @param options {@code syncOptions}
 * @param retry {@code retry}; empty means none was written
 * @param managedNamespaceMetadata labels and annotations that Fairway owns on the namespace it creates
 */
public record SyncPolicy(
        Optional<Automated> automated,
        SyncOptions options,
        Optional<RetryPolicy> retry,
        Optional<NamespaceMetadata> managedNamespaceMetadata) {

    /** Nothing written: people sync by hand, no options. */
    public static final SyncPolicy MANUAL =
            new SyncPolicy(Optional.empty(), SyncOptions.NONE, Optional.empty(), Optional.empty());

    /**
     * Reads Argo CD's YAML shape; a missing node gives {@link #MANUAL}.
     *
     * @throws dev.fairway.resource.ProblemException with code {@code InvalidSpec} if a field has the wrong type or a
     *     duration cannot be read
     */
    public static SyncPolicy read(JsonNode syncPolicy) {
        return SyncPolicyReader.read(syncPolicy);
    }

    /** Whether Fairway syncs by itself. */
    public boolean isAutomated() {
        return automated.filter(Automated::enabled).isPresent();
    }

    /** How an operation that automation began is retried: as written, else five times. */
    public RetryPolicy automatedRetry() {
        return retry.orElse(RetryPolicy.AUTOMATED);
    }

    /**
     * {@code automated}.
     *
     * @param enabled false switches automation off without losing the rest
     * @param prune delete what Git no longer has
     * @param selfHeal undo what was changed in the cluster
     * @param allowEmpty let a prune take every object
     */
    public record Automated(boolean enabled, boolean prune, boolean selfHeal, boolean allowEmpty) {}

    /** {@code managedNamespaceMetadata}. Counts only together with {@code CreateNamespace=true}. */
    public record NamespaceMetadata(Map<String, String> labels, Map<String, String> annotations) {}
}
