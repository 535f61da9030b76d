package dev.fairway.reconciliation;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment consists of. Told right after {@link DeploymentBecameHealthy}, in the same transaction.
 *
 * @param operation as there, with {@code renderedHash}: together they name the deployment
 * @param manifests as they were rendered; Secret values are sealed
 * @param images what the names of its images stood for on the nodes, where a node has said so
 */
public record DeploymentRendered(
        ApplicationName application,
        Optional<Long> operation,
        String renderedHash,
        List<Manifest> manifests,
        List<PulledImage> images) {

    /** @param digest {@code sha256:…} */
    public record PulledImage(String image, String digest) {}
}
