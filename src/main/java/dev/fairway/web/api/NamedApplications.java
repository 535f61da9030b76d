package dev.fairway.web.api;

import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import org.springframework.stereotype.Component;

/** Finds the application that an address names. */
@Component
class NamedApplications {

    private final Applications applications;

    NamedApplications(Applications applications) {
        this.applications = applications;
    }

    Application require(String namespace, String name) {
        return require(new ApplicationName(namespace, name));
    }

    Application require(ApplicationName wanted) {
        return applications.find(wanted).orElseThrow(() -> Problem.stalled(
                        "NotFound", "There is no application %s.".formatted(wanted))
                .asException());
    }
}
