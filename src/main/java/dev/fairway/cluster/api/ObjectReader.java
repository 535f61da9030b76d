package dev.fairway.cluster.api;

import dev.fairway.cluster.ApiCatalog.ApiKind;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.ClusterProblem.Reason;
import dev.fairway.resource.GroupVersionKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.Optional;

/** Reads one object from the server. */
public record ObjectReader(ApiConnection connection, Served served, SecretsAtTheEdge secrets) {

    public Optional<Manifest> read(ResourceKey key) {
        ApiKind kind = served.kindOf(key);
        return read(kind, kind.gvk(), key);
    }

    /** At the version of another object of the same name. */
    public Optional<Manifest> readLike(Manifest object) {
        return read(served.kindOf(object), object.gvk(), object.key());
    }

    private Optional<Manifest> read(ApiKind kind, GroupVersionKind version, ResourceKey key) {
        String path = ResourcePaths.object(kind, version, key.namespace(), key.name());
        try {
            return Optional.of(secrets.in(connection.call(ApiRequest.get(path), Target.of("get", key))));
        } catch (ClusterProblem problem) {
            if (problem.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw problem;
        }
    }
}
