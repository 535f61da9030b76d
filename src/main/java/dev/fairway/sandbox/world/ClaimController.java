package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a volume for every claim of a storage class it knows, and binds the two. */
final class ClaimController implements Controller {

    private static final Source BINDER = Source.of("persistentvolume-controller");
    private static final Source PROVISIONER = Source.of(SandboxNodes.PROVISIONER);
    private static final Duration RETRY = Duration.ofSeconds(30);

    @Override
    public GroupKind kind() {
        return Kinds.CLAIM;
    }

    @Override
    public Turn turn(Manifest claim, ClusterView view, Instant now) {
        if (claim.isBeingDeleted() || claim.text("/status/phase").equals("Bound")) {
            return Turn.nothing();
        }
        Optional<String> wanted = claim.optionalText("/spec/storageClassName").or(() -> defaultClass(view));
        if (wanted.isEmpty() || view.find(Kinds.STORAGE_CLASS, "", wanted.get()).isEmpty()) {
            String name = wanted.orElse("");
            return pending(claim)
                    .warn(claim, "ProvisioningFailed", "storageclass.storage.k8s.io \"" + name + "\" not found", RETRY)
                    .again(now.plus(RETRY))
                    .done();
        }
        String volume = "pvc-" + claim.uid().orElse(claim.name());
        Optional<Manifest> present = view.find(Kinds.VOLUME, "", volume);
        if (present.isEmpty()) {
            return new Turn.Draft(PROVISIONER)
                    .tell(
                            claim,
                            "Provisioning",
                            "External provisioner is provisioning volume for claim \"" + claim.namespace() + "/"
                                    + claim.name() + "\"")
                    .create(claim, volume(claim, volume, wanted.get()))
                    .tell(claim, "ProvisioningSucceeded", "Successfully provisioned volume " + volume)
                    .done();
        }
        if (claim.text("/spec/volumeName").isEmpty()) {
            return new Turn.Draft(BINDER)
                    .update(claim.with(copy -> {
                        copy.withObjectProperty("spec")
                                .put("volumeName", volume)
                                .put("storageClassName", wanted.get());
                        copy.withObjectProperty("metadata")
                                .withObjectProperty("annotations")
                                .put("pv.kubernetes.io/bind-completed", "yes")
                                .put("pv.kubernetes.io/bound-by-controller", "yes")
                                .put("volume.kubernetes.io/storage-provisioner", SandboxNodes.PROVISIONER);
                    }))
                    .done();
        }
        ObjectNode status = PodController.status(claim).put("phase", "Bound");
        status.set("accessModes", claim.at("/spec/accessModes").deepCopy());
        status.putObject("capacity").set("storage", storage(claim));
        return new Turn.Draft(BINDER).status(claim, status).done();
    }

    private static Turn.Draft pending(Manifest claim) {
        return new Turn.Draft(BINDER).status(claim, PodController.status(claim).put("phase", "Pending"));
    }

    private static Optional<String> defaultClass(ClusterView view) {
        return view.list(Kinds.STORAGE_CLASS, "").stream()
                .filter(c -> c.annotation("storageclass.kubernetes.io/is-default-class")
                        .filter("true"::equals)
                        .isPresent())
                .map(Manifest::name)
                .findFirst();
    }

    private static JsonNode storage(Manifest claim) {
        JsonNode storage = claim.at("/spec/resources/requests/storage");
        return storage.isMissingNode() ? Json.object().textNode("1Gi") : storage.deepCopy();
    }

    private static Manifest volume(Manifest claim, String name, String storageClass) {
        ObjectNode tree = Json.object().put("apiVersion", "v1").put("kind", "PersistentVolume");
        tree.putObject("metadata")
                .put("name", name)
                .putObject("annotations")
                .put("pv.kubernetes.io/provisioned-by", SandboxNodes.PROVISIONER);
        ObjectNode spec = tree.putObject("spec");
        spec.set("accessModes", claim.at("/spec/accessModes").deepCopy());
        spec.putObject("capacity").set("storage", storage(claim));
        spec.putObject("claimRef")
                .put("apiVersion", "v1")
                .put("kind", "PersistentVolumeClaim")
                .put("name", claim.name())
                .put("namespace", claim.namespace())
                .put("uid", claim.uid().orElse(""));
        spec.putObject("csi").put("driver", SandboxNodes.PROVISIONER).put("volumeHandle", name);
        spec.put("persistentVolumeReclaimPolicy", "Delete")
                .put("storageClassName", storageClass)
                .put("volumeMode", "Filesystem");
        return Manifest.of(tree);
    }
}
