package dev.fairway.tenancy;

/** One entry of {@code destinations} as a rule. Objects without a namespace are judged by their cluster alone. */
record DestinationRule(Rule server, Rule name, Rule namespace) {

    static DestinationRule of(Project.AllowedDestination entry) {
        return new DestinationRule(new Rule(entry.server()), new Rule(entry.name()), new Rule(entry.namespace()));
    }

    boolean permits(String toServer, String toName, String toNamespace) {
        boolean isCluster =
                (!toServer.isEmpty() && server.matches(toServer)) || (!toName.isEmpty() && name.matches(toName));
        return isCluster && (toNamespace.isEmpty() || namespace.matches(toNamespace));
    }

    /** A denial of a namespace counts in every cluster, and one of a cluster for every namespace (Argo CD's rule). */
    boolean denies(String toServer, String toName, String toNamespace) {
        return server.denies(toServer)
                || name.denies(toName)
                || (!toNamespace.isEmpty() && namespace.denies(toNamespace));
    }

    String display() {
        String cluster = name.text().isEmpty() ? server.text() : name.text();
        return (cluster.isEmpty() ? "*" : cluster) + "/" + namespace.text();
    }
}
