package dev.fairway.start;

import dev.fairway.cluster.ClusterAccess;
import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.configuration.Provisions;

/** What is provided, in the words of the modules that take it. */
final class Registrations {

    private Registrations() {}

    static ClusterRegistration of(Provisions.Cluster given) {
        ClusterAccess access = ClusterAccess.byToken(given.server(), given.certificate(), given.token());
        return given.own() ? ClusterRegistration.inCluster(access) : ClusterRegistration.of(given.name(), access);
    }
}
