package dev.fairway.web.applications.tree;

import dev.fairway.health.HealthStatus;

/** Who gets a card when there is not room for all; first come the ones a person looks for. */
enum Relevance {
    FAILING,
    ON_ITS_WAY,
    DIFFERS,
    SUSPENDED,
    WORKLOAD,
    REST;

    static Relevance of(Node node) {
        if (node.isFailing()) {
            return FAILING;
        }
        if (node.terminating() || node.health() == HealthStatus.PROGRESSING || node.health() == HealthStatus.UNKNOWN) {
            return ON_ITS_WAY;
        }
        if (node.sync().differs()) {
            return DIFFERS;
        }
        if (node.health() == HealthStatus.SUSPENDED) {
            return SUSPENDED;
        }
        return node.isWorkload() ? WORKLOAD : REST;
    }
}
