package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Tells whose a volume is, and takes it away with the claim it was made for. */
final class VolumeController implements Controller {

    private static final Source SOURCE = Source.of("persistentvolume-controller");

    @Override
    public GroupKind kind() {
        return Kinds.VOLUME;
    }

    @Override
    public Turn turn(Manifest volume, ClusterView view, Instant now) {
        if (volume.isBeingDeleted() || volume.at("/spec/claimRef").isMissingNode()) {
            return Turn.nothing();
        }
        Turn.Draft draft = new Turn.Draft(SOURCE);
        Optional<Manifest> claim = view.find(
                        Kinds.CLAIM, volume.text("/spec/claimRef/namespace"), volume.text("/spec/claimRef/name"))
                .filter(c -> c.uid().equals(volume.optionalText("/spec/claimRef/uid")));
        if (claim.isPresent()) {
            return draft.status(volume, phase(volume, "Bound")).done();
        }
        if (volume.text("/spec/persistentVolumeReclaimPolicy").equals("Delete")) {
            return draft.delete(volume).done();
        }
        return draft.status(volume, phase(volume, "Released")).done();
    }

    private static ObjectNode phase(Manifest volume, String phase) {
        return PodController.status(volume).put("phase", phase);
    }
}
