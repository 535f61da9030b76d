package dev.fairway.cluster;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.GroupVersionKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server is and what it serves.
 *
 * @param version for example {@code 1.34.1}
 * @param kinds every kind it serves, at its preferred version
 * @param groupVersions every {@code group/version} it serves, the core group as {@code v1}
 */
public record ApiCatalog(String version, Map<GroupKind, ApiKind> kinds, List<String> groupVersions) {

    public Optional<ApiKind> find(GroupKind kind) {
        return Optional.ofNullable(kinds.get(kind));
    }

    public boolean isNamespaced(GroupKind kind) {
        return find(kind).map(ApiKind::namespaced).orElse(true);
    }

    /** For Helm's capabilities: every {@code group/version} and {@code group/version/Kind}. */
    public List<String> helmApiVersions() {
        return java.util.stream.Stream.concat(
                        groupVersions.stream(),
                        kinds.values().stream().map(kind -> kind.gvk().toString()))
                .sorted()
                .distinct()
                .toList();
    }

    /**
     * One kind.
     *
     * @param gvk at the preferred version
     * @param plural the name in URLs
     * @param namespaced whether its objects live in a namespace
     * @param verbs for example {@code get}, {@code list}, {@code watch}
     */
    public record ApiKind(GroupVersionKind gvk, String plural, boolean namespaced, List<String> verbs) {

        public boolean isWatchable() {
            return verbs.contains("list") && verbs.contains("watch");
        }
    }
}
