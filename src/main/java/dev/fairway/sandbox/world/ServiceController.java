package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** Gives load balancers an address and keeps the list of pods behind a service. */
final class ServiceController implements Controller {

    /** Set aside for documentation: nothing real answers there. */
    private static final String RANGE = "203.0.113.";

    private static final Source SOURCE = Source.of("service-controller");

    @Override
    public GroupKind kind() {
        return Kinds.SERVICE;
    }

    @Override
    public Turn turn(Manifest service, ClusterView view, Instant now) {
        if (service.isBeingDeleted()) {
            return Turn.nothing();
        }
        Turn.Draft draft = new Turn.Draft(SOURCE);
        if (service.text("/spec/type").equals("LoadBalancer")) {
            balance(service, view, draft);
        } else if (!service.at("/status/loadBalancer/ingress").isMissingNode()) {
            draft.status(service, balancer(service, Optional.empty()));
        }
        if (!service.at("/spec/selector").isEmpty()) {
            endpoints(service, view, draft);
        }
        return draft.done();
    }

    private static void balance(Manifest service, ClusterView view, Turn.Draft draft) {
        if (!service.text("/status/loadBalancer/ingress/0/ip").isEmpty()) {
            return;
        }
        Set<String> taken = view.list(Kinds.SERVICE, "").stream()
                .map(other -> other.text("/status/loadBalancer/ingress/0/ip"))
                .collect(Collectors.toSet());
        Optional<String> address = IntStream.rangeClosed(20, 254)
                .mapToObj(host -> RANGE + host)
                .filter(candidate -> !taken.contains(candidate))
                .findFirst();
        if (address.isEmpty()) {
            draft.warn(
                    service,
                    "SyncLoadBalancerFailed",
                    "Error syncing load balancer: no address is free in " + RANGE + "0/24");
            return;
        }
        draft.tell(service, "EnsuringLoadBalancer", "Ensuring load balancer")
                .status(service, balancer(service, address))
                .tell(service, "EnsuredLoadBalancer", "Ensured load balancer");
    }

    private static ObjectNode balancer(Manifest service, Optional<String> address) {
        ObjectNode status = PodController.status(service);
        ObjectNode balancer = status.putObject("loadBalancer");
        address.ifPresent(
                ip -> balancer.putArray("ingress").addObject().put("ip", ip).put("ipMode", "VIP"));
        return status;
    }

    private static void endpoints(Manifest service, ClusterView view, Turn.Draft draft) {
        var wanted = Json.strings(service.at("/spec/selector")).entrySet();
        List<Manifest> pods = view.list(Kinds.POD, service.namespace()).stream()
                .filter(pod -> pod.labels().entrySet().containsAll(wanted))
                .filter(pod -> !pod.isBeingDeleted() && !PodController.isFinished(pod))
                .filter(pod -> !pod.text("/status/podIP").isEmpty())
                .sorted(Comparator.comparing(Manifest::name))
                .toList();
        replace(service, EndpointObjects.slice(service, pods), Kinds.ENDPOINT_SLICE, view, draft);
        replace(service, EndpointObjects.endpoints(service, pods), Kinds.ENDPOINTS, view, draft);
    }

    private static void replace(Manifest service, Manifest wanted, GroupKind kind, ClusterView view, Turn.Draft draft) {
        Optional<Manifest> present = view.find(kind, wanted.namespace(), wanted.name());
        if (present.isEmpty()) {
            draft.create(service, wanted);
        } else if (differs(present.get(), wanted)) {
            draft.update(present.get().with(copy -> {
                for (String field : List.of("endpoints", "ports", "subsets")) {
                    if (wanted.tree().has(field)) {
                        copy.set(field, wanted.tree().get(field));
                    } else {
                        copy.remove(field);
                    }
                }
            }));
        }
    }

    private static boolean differs(Manifest present, Manifest wanted) {
        return !List.of(present.at("/endpoints"), present.at("/ports"), present.at("/subsets"))
                .equals(List.of(wanted.at("/endpoints"), wanted.at("/ports"), wanted.at("/subsets")));
    }
}
