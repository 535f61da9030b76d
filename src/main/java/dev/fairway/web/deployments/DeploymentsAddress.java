package dev.fairway.web.deployments;

import dev.fairway.web.applications.AppLink;
import java.util.ArrayList;
import java.util.List;

/**
 * The address of a list of deployments.
 *
 * @param environment empty for all
 * @param application namespace/name; empty for all
 * @param failed lists operations that failed instead
 */
public record DeploymentsAddress(Period period, String environment, String application, boolean failed) {

    public String href() {
        List<String> parts = new ArrayList<>();
        parts.add("period=" + period.key());
        if (!environment.isEmpty()) {
            parts.add("env=" + AppLink.encoded(environment));
        }
        if (!application.isEmpty()) {
            parts.add("app=" + AppLink.encoded(application));
        }
        if (failed) {
            parts.add("show=failed");
        }
        return "/deployments?" + String.join("&", parts);
    }

    DeploymentsAddress showing(boolean onlyFailed) {
        return new DeploymentsAddress(period, environment, application, onlyFailed);
    }

    DeploymentsAddress over(Period other) {
        return new DeploymentsAddress(other, environment, application, failed);
    }

    String below(long id) {
        return href() + "&below=" + id;
    }
}
