package dev.fairway.ledger;

import dev.fairway.reconciliation.ApplicationFacts;
import java.util.Map;

/** What every row about an application says of it, as parameters of the same names. */
final class Columns {

    private Columns() {}

    static Map<String, Object> of(ApplicationFacts application) {
        return Map.of(
                "application", application.name().toString(),
                "project", application.project(),
                "team", application.team(),
                "service", application.service(),
                "environment", application.environment(),
                "production", application.production(),
                "cluster", application.cluster());
    }
}
