package dev.fairway.tenancy;

import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An AppProject: what its applications may take from where and put where, and when.
 *
 * @param sourceRepos patterns of repository addresses; those that begin with {@code !} deny
 * @param destinations where objects may go
 * @param sourceNamespaces namespaces, beside the control plane's, in which its applications may live
 * @param clusterKinds which cluster-scoped kinds it may have; an empty white list means none
 * @param namespaceKinds which namespaced kinds it may have; no white list means all, an empty one none
 * @param orphans whether objects without an application are looked for; empty means no
 * @param syncWindows when it may sync
 * @param roles who may do what in it, beside the policy of the installation
 * @param serviceAccounts {@code destinationServiceAccounts}, kept as written
 */
public record Project(
        String name,
        String description,
        List<String> sourceRepos,
        List<AllowedDestination> destinations,
        List<String> sourceNamespaces,
        KindList clusterKinds,
        KindList namespaceKinds,
        Optional<Orphans> orphans,
        List<SyncWindow> syncWindows,
        List<ProjectRole> roles,
        List<JsonNode> serviceAccounts) {

    /** Exists always; permits everything until someone edits it. */
    public static final String DEFAULT = "default";

    /**
     * Reads {@code spec} of an AppProject.
     *
     * @throws dev.fairway.resource.ProblemException with code {@code InvalidProject} if a field has the wrong type, or a
     *     window has a schedule, a duration or a zone that cannot be read
     */
    public static Project read(String name, JsonNode spec) {
        return ProjectReader.read(name, spec);
    }

    /**
     * One entry of {@code destinations}; all three are patterns, and a pattern that begins with {@code !} denies.
     *
     * @param server empty or {@code *} means any, if the name decides
     */
    public record AllowedDestination(String server, String name, String namespace) {}

    /** A kind by patterns of its group and kind, and of names if given. */
    public record KindPattern(String group, String kind, String name) {

        boolean matches(ResourceKey key) {
            return Glob.matches(group, key.group())
                    && Glob.matches(kind, key.kind())
                    && (name.isEmpty() || Glob.matches(name, key.name()));
        }

        @Override
        public String toString() {
            return (group.isEmpty() ? "" : group + "/") + kind + (name.isEmpty() ? "" : "/" + name);
        }
    }

    /** @param allowed empty means that no white list was written, which is not the same as an empty one */
    public record KindList(Optional<List<KindPattern>> allowed, List<KindPattern> denied) {}

    /**
     * @param warn whether an application is told of them
     * @param ignored objects that do not count as orphans
     */
    public record Orphans(boolean warn, List<KindPattern> ignored) {

        /** What every namespace has without anybody's doing (Argo CD's list). */
        private static final List<KindPattern> OF_EVERY_NAMESPACE = List.of(
                new KindPattern("", "ServiceAccount", "default"), new KindPattern("", "ConfigMap", "kube-root-ca.crt"));

        private static final ResourceKey API = new ResourceKey("", "Service", "default", "kubernetes");

        /** Whether an object that no application owns counts. */
        public boolean counts(ResourceKey key) {
            return !key.equals(API)
                    && Stream.concat(OF_EVERY_NAMESPACE.stream(), ignored.stream())
                            .noneMatch(pattern -> pattern.matches(key));
        }
    }
}
