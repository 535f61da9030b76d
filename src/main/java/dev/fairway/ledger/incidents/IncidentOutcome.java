package dev.fairway.ledger.incidents;

import dev.fairway.ledger.IncidentReport;
import java.util.List;

/** What came of a call. */
public sealed interface IncidentOutcome {

    record Told(List<IncidentReport> reports) implements IncidentOutcome {}

    /** @param status of HTTP */
    record Refused(int status, String reason) implements IncidentOutcome {}
}
