package dev.fairway.cluster.api;

import dev.fairway.cluster.ApiCatalog;
import dev.fairway.cluster.ApiCatalog.ApiKind;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.ClusterProblem.Reason;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What the server serves, asked once and again when something is missed. */
public final class Served {

    /** A kind that is not served is asked for by every turn; the server need not hear of each. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);

    private final ApiConnection connection;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;

    public Served(ApiConnection connection, InstantSource clock) {
        this.connection = connection;
        this.clock = clock;
    }

    private record Known(ApiCatalog catalog, List<String> failed, Instant at) {}

    public ApiCatalog catalog() {
        Known current = known;
        return current != null ? current.catalog() : refresh();
    }

    /** {@code group/version}s whose kinds could not be asked for at the last time. */
    public List<String> failed() {
        Known current = known;
        return current == null ? List.of() : current.failed();
    }

    public ApiCatalog refresh() {
        asking.lock();
        try {
            Discovery.Found found = Discovery.ask(connection);
            Known fresh = new Known(withKindsOfFailedGroups(found), found.failed(), clock.instant());
            known = fresh;
            return fresh.catalog();
        } finally {
            asking.unlock();
        }
    }

    /**
     * The kind of an object.
     *
     * @throws ClusterProblem {@code UNKNOWN_KIND} if the server does not serve it
     */
    public ApiKind kindOf(ResourceKey key) {
        return find(key.groupKind())
                .orElseThrow(() -> unknown(key, key.groupKind().toString()));
    }

    /** As {@link #kindOf}, also if the server serves the kind but not at this version. */
    public ApiKind kindOf(Manifest object) {
        ApiKind kind = kindOf(object.key());
        String version = object.gvk().apiVersion();
        if (!catalog().groupVersions().contains(version)) {
            throw unknown(object.key(), object.gvk().toString());
        }
        return kind;
    }

    public Optional<ApiKind> find(GroupKind kind) {
        Optional<ApiKind> found = catalog().find(kind);
        return found.isPresent() || askedRecently() ? found : refresh().find(kind);
    }

    private boolean askedRecently() {
        Known current = known;
        return current != null && clock.instant().isBefore(current.at().plus(ASK_AGAIN_AFTER));
    }

    private ClusterProblem unknown(ResourceKey key, String kind) {
        boolean hidden = failed().stream().anyMatch(version -> version.startsWith(key.group() + "/"));
        return new ClusterProblem(
                hidden ? Reason.UNREACHABLE : Reason.UNKNOWN_KIND,
                hidden
                        ? "%s: the server of the API group %s does not answer.".formatted(key.display(), key.group())
                        : "%s: the cluster does not serve %s; is its CustomResourceDefinition missing?"
                                .formatted(key.display(), kind),
                null);
    }

    /** A group whose own server is down for a moment has not ceased to exist. */
    private ApiCatalog withKindsOfFailedGroups(Discovery.Found found) {
        Known before = known;
        if (before == null || found.failed().isEmpty()) {
            return found.catalog();
        }
        Map<GroupKind, ApiKind> kinds = new HashMap<>(found.catalog().kinds());
        before.catalog().kinds().forEach((kind, api) -> {
            if (found.failed().contains(api.gvk().apiVersion())) {
                kinds.putIfAbsent(kind, api);
            }
        });
        return new ApiCatalog(
                found.catalog().version(), Map.copyOf(kinds), found.catalog().groupVersions());
    }
}
