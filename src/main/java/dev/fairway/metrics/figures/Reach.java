package dev.fairway.metrics.figures;

/** What ties an incident to deployments, the strongest first: where there is a stronger tie, a weaker one says nothing. */
public enum Reach {
    /** A person has linked it. */
    BY_HAND,
    /** It names the deployment, its operation or one of its commits. */
    NAMED,
    /** It is about what was deployed right before it began. */
    IN_TIME
}
