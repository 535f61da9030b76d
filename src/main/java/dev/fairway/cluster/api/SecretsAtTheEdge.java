package dev.fairway.cluster.api;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.ClusterProblem.Reason;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.SecretText;
import dev.fairway.secrets.Vault;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** The edge of the system for Secret values: opened on the way out, hidden on the way in. */
public final class SecretsAtTheEdge {

    private final Vault vault;
    private final SecretText.Hiding hiding;

    public SecretsAtTheEdge(Vault vault) {
        this.vault = vault;
        this.hiding = vault.hidingLive();
    }

    /** An object from the server; its tree is taken over. */
    public Manifest in(ObjectNode tree) {
        return Manifests.admit(tree, "the cluster", hiding);
    }

    /**
     * The bytes to send. A value that is only known by its fingerprint came from the cluster and cannot be sent back.
     */
    public byte[] out(Manifest desired) {
        ObjectNode tree = desired.tree().deepCopy();
        if (tree.path("metadata") instanceof ObjectNode metadata) {
            // A server-side apply with managedFields is refused.
            metadata.remove("managedFields");
        }
        if (desired.isSecret() && tree.path("data") instanceof ObjectNode data) {
            for (String entry : Set.copyOf(data.propertyNames())) {
                data.put(entry, opened(desired, Trees.text(data, entry)));
            }
        }
        return Trees.MAPPER.writeValueAsBytes(tree);
    }

    private String opened(Manifest secret, String value) {
        if (SecretText.isSealed(value)) {
            return vault.reveal(value);
        }
        if (SecretText.isFingerprinted(value)) {
            throw new ClusterProblem(
                    Reason.INVALID,
                    "%s: a value of this Secret is known by its fingerprint only, so it cannot be written."
                            .formatted(secret.key().display()),
                    null);
        }
        return value;
    }
}
