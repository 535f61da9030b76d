package dev.fairway.cluster.api;

import dev.fairway.cluster.ApiCatalog.ApiKind;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.ClusterProblem.Reason;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.Optional;

/** Reads one object from the server. */
public record ObjectReader(ApiConnection connection, Served served, SecretsAtTheEdge secrets) {

    public Optional<Manifest> read(ResourceKey key) {
        ApiKind kind = served.kindOf(key);
        String path = ResourcePaths.object(kind, kind.gvk(), key.namespace(), key.name());
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
