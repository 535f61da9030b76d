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
            "applications that have secrets, and get them from outside of Git or sealed"),
    PROGRESSIVE_DELIVERY(
            "progressiveDelivery",
            "Progressive delivery",
            "production applications with workloads that are rolled out step by step"),
    AUTOMATED_PRODUCTION(
            "automatedProduction", "Automated production", "production applications that follow Git by themselves"),
    PRUNE_AND_SELF_HEAL(
            "pruneAndSelfHeal", "Prune and self-heal on", "applications that prune and heal without being asked"),
    WITHOUT_WAITING(
            "withoutWaiting",
            "Without a person waiting",
            "production deployments that automation began as soon as Git moved");

    private final String key;
    private final String title;
    private final String counted;

    Practice(String key, String title, String counted) {
        this.key = key;
        this.title = title;
        this.counted = counted;
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

    public static Optional<Practice> of(String key) {
        return Arrays.stream(values())
                .filter(practice -> practice.key.equals(key))
                .findFirst();
    }
}
