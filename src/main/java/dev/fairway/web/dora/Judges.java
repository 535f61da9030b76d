package dev.fairway.web.dora;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Resource;
import dev.fairway.ledger.Concerned;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.resource.Problem;
import org.springframework.stereotype.Component;

/** Who may say what a deployment counts as: whoever may sync its application. */
@Component
public class Judges {

    private final DeliveryMetrics metrics;
    private final Rights rights;

    Judges(DeliveryMetrics metrics, Rights rights) {
        this.metrics = metrics;
        this.rights = rights;
    }

    /** One that may not be read is answered like one that is not there. */
    public void requireMayJudge(String id, Principal principal) {
        if (id.startsWith("sample-")) {
            throw Problem.stalled("InvalidRequest", "This is a sample. What is invented cannot be reclassified.")
                    .asException();
        }
        Concerned concerned = metrics.concerned(id)
                .filter(Eyes.of(rights, principal))
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no deployment %s.".formatted(id))
                        .asException());
        rights.require(
                principal,
                Need.onApplication(Resource.APPLICATIONS, "sync", concerned.project(), concerned.application()));
    }
}
