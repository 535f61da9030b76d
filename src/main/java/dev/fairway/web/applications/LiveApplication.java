package dev.fairway.web.applications;

import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.AutomationControl;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.live.Fingerprint;
import dev.fairway.web.live.LivePage;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps the pages of one application fresh: what its last turn saw, what holds it back, and everything it runs. */
@Component
public class LiveApplication implements LivePage {

    private final Reconciliations reconciliations;
    private final AutomationControl automation;

    LiveApplication(Reconciliations reconciliations, AutomationControl automation) {
        this.reconciliations = reconciliations;
        this.automation = automation;
    }

    @Override
    public String kind() {
        return "app";
    }

    @Override
    public Optional<ApplicationName> application(String about) {
        return Optional.of(ApplicationName.parse(about));
    }

    @Override
    public Optional<ApplicationName> concerns(String about) {
        try {
            return Optional.of(ApplicationName.parse(about));
        } catch (IllegalArgumentException | ProblemException noName) {
            return Optional.empty();
        }
    }

    @Override
    public String mark(String about, Instant now) {
        try {
            return of(ApplicationName.parse(about)).toString();
        } catch (ProblemException | IllegalArgumentException gone) {
            return "gone";
        }
    }

    private Fingerprint of(ApplicationName name) {
        return reconciliations
                .status(name)
                .map(LiveApplication::of)
                .orElse(Fingerprint.of("not looked at yet"))
                .and(Fingerprint.of(automation.holds(name), Object::toString))
                .and(Fingerprint.of(reconciliations.tree(name), LiveApplication::text));
    }

    /** Everything but when the last turn ended: most turns find nothing new. */
    private static Fingerprint of(ApplicationStatus status) {
        return Fingerprint.of(status.sync().name() + status.health() + status.revisions() + status.operation())
                .and(Fingerprint.of(status.conditions(), Object::toString))
                .and(Fingerprint.of(status.resources(), Object::toString));
    }

    private static String text(TreeNode node) {
        return node.uid()
                + node.key()
                + node.health()
                        .map(health -> health.status() + health.message())
                        .orElse("")
                + node.beingDeleted()
                + node.info();
    }
}
