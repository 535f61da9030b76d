package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Admits every Ingress at one address. */
final class IngressController implements Controller {

    private static final String ADDRESS = "203.0.113.10";

    @Override
    public GroupKind kind() {
        return Kinds.INGRESS;
    }

    @Override
    public Turn turn(Manifest ingress, ClusterView view, Instant now) {
        if (ingress.isBeingDeleted()
                || !ingress.at("/status/loadBalancer/ingress").isEmpty()) {
            return Turn.nothing();
        }
        ObjectNode status = PodController.status(ingress);
        status.putObject("loadBalancer").putArray("ingress").addObject().put("ip", ADDRESS);
        return new Turn.Draft(Source.of("sandbox-ingress-controller"))
                .status(ingress, status)
                .tell(ingress, "Sync", "Scheduled for sync")
                .done();
    }
}
