package dev.fairway.metrics.scorecard;

import java.util.Arrays;
import java.util.Optional;

/** What is looked at. */
public enum Practice {
    GOLDEN_PATH("goldenPath", "Golden path used", "applications that were made from a golden path"),
    PREVIEWS("previews", "Previews on", "services whose pull requests get an environment of their own"),
    POLICY("policy", "Policy enforced", "applications whose objects are checked before they are applied"),
    SECRETS_EXTERNAL(
            "secretsExternal",
            "Secrets external",
            "applications with secrets that come from outside of Git, or sealed",
            """
            apiVersion: external-secrets.io/v1
            kind: ExternalSecret
            metadata:
              name: database            # the name that the Secret has now
            spec:
              secretStoreRef:
                kind: ClusterSecretStore
                name: vault             # a store that the cluster has
              data:
                - secretKey: password
                  remoteRef:
                    key: shop/database
                    property: password
            """),
    PROGRESSIVE_DELIVERY(
            "progressiveDelivery",
            "Progressive delivery",
            "production applications that are released step by step",
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout               # the cluster needs Argo Rollouts
            metadata:
              name: web
            spec:
              replicas: 3
              workloadRef:
                apiVersion: apps/v1
                kind: Deployment
                name: web               # the Deployment that there is
                scaleDown: onsuccess
              strategy:
                canary:
                  steps:
                    - setWeight: 20
                    - pause: {duration: 10m}
            """),
    AUTOMATED_PRODUCTION(
            "automatedProduction",
            "Automated production",
            "production applications that follow Git by themselves",
            Practice.AUTOMATED),
    PRUNE_AND_SELF_HEAL(
            "pruneAndSelfHeal",
            "Prune and self-heal on",
            "applications that prune and heal without being asked",
            Practice.AUTOMATED),
    WITHOUT_WAITING(
            "withoutWaiting",
            "Without a person waiting",
            "production deployments that automation began",
            Practice.AUTOMATED);

    private static final String AUTOMATED = """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            spec:
              syncPolicy:
                automated:
                  prune: true
                  selfHeal: true
            """;

    private final String key;
    private final String title;
    private final String counted;
    private final String example;

    Practice(String key, String title, String counted) {
        this(key, title, counted, "");
    }

    Practice(String key, String title, String counted, String example) {
        this.key = key;
        this.title = title;
        this.counted = counted;
        this.example = example;
    }

    /** How addresses and the API call it. */
    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    /** What is counted, in words. */
    public String counted() {
        return counted;
    }

    /** What to write into Git for it; empty for what is not connected. */
    public String example() {
        return example;
    }

    public static Optional<Practice> of(String key) {
        return Arrays.stream(values())
                .filter(practice -> practice.key.equals(key))
                .findFirst();
    }
}
