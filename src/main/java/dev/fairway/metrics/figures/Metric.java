package dev.fairway.metrics.figures;

import java.util.Arrays;
import java.util.Optional;

/** The five figures, in DORA's names of 2026. */
public enum Metric {
    CHANGE_LEAD_TIME("changeLeadTime", "Change lead time", Unit.SECONDS),
    DEPLOYMENT_FREQUENCY("deploymentFrequency", "Deployment frequency", Unit.PER_WEEK),
    FAILED_DEPLOYMENT_RECOVERY_TIME("failedDeploymentRecoveryTime", "Failed deployment recovery", Unit.SECONDS),
    CHANGE_FAIL_RATE("changeFailRate", "Change fail rate", Unit.PERCENT),
    DEPLOYMENT_REWORK_RATE("deploymentReworkRate", "Deployment rework rate", Unit.PERCENT);

    private final String key;
    private final String title;
    private final Unit unit;

    Metric(String key, String title, Unit unit) {
        this.key = key;
        this.title = title;
        this.unit = unit;
    }

    /** How the API and addresses call it. */
    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    public Unit unit() {
        return unit;
    }

    public static Optional<Metric> of(String key) {
        return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
    }

    public enum Unit {
        SECONDS("seconds"),
        PER_WEEK("perWeek"),
        PERCENT("percent");

        private final String key;

        Unit(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }
}
