package dev.fairway.health;

import dev.fairway.resource.Manifest;

/** What waits for an address from a load balancer: Ingresses, and Services of that type. */
final class LoadBalancerHealth {

    private LoadBalancerHealth() {}

    static Health ingress(Manifest ingress) {
        return hasAddress(ingress) ? Health.healthy("") : Health.progressing("Waiting for an address");
    }

    static Health service(Manifest service) {
        if (!service.text("/spec/type").equals("LoadBalancer") || hasAddress(service)) {
            return Health.healthy("");
        }
        return Health.progressing("Waiting for the load balancer's address");
    }

    private static boolean hasAddress(Manifest object) {
        return !object.at("/status/loadBalancer/ingress").isEmpty();
    }
}
