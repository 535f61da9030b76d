package dev.fairway.start;

import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.configuration.Provisions;

final class Registrations {

    private Registrations() {}

    static ClusterRegistration of(Provisions.Cluster given) {
        return new ClusterRegistration(given.name(), given.server(), given.certificate(), given.token(), given.own());
    }
}
