package dev.fairway.web.api;

import dev.fairway.ledger.incidents.IncidentSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code fairway.incidents.<system>-secret}: what each alerting system proves itself with. Calls of a system without a
 * secret are refused.
 */
@ConfigurationProperties("fairway.incidents")
record IncidentProperties(
        @DefaultValue("") String pagerdutySecret,
        @DefaultValue("") String opsgenieSecret,
        @DefaultValue("") String alertmanagerSecret,
        @DefaultValue("") String genericSecret) {

    String secret(IncidentSource source) {
        return switch (source) {
            case PAGERDUTY -> pagerdutySecret;
            case OPSGENIE -> opsgenieSecret;
            case ALERTMANAGER -> alertmanagerSecret;
            case GENERIC -> genericSecret;
        };
    }

    /** Says nothing of the secrets. */
    @Override
    public String toString() {
        return "IncidentProperties";
    }
}
