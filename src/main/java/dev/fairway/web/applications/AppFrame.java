package dev.fairway.web.applications;

import dev.fairway.access.Principal;
import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.cluster.ClusterContact;
import dev.fairway.cluster.Clusters;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.AutomationControl;
import dev.fairway.reconciliation.ManagedResource;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.web.access.AppPermits;
import dev.fairway.web.access.Kin;
import dev.fairway.web.access.Permits;
import dev.fairway.web.access.Telling;
import dev.fairway.web.view.HoldChip;
import dev.fairway.web.view.Trouble;
import dev.fairway.web.view.Troubles;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** Opens the page of an application: finds it, and fills in what all its pages show around their own content. */
@Component
public class AppFrame {

    private final Applications applications;
    private final Reconciliations reconciliations;
    private final AutomationControl automation;
    private final Permits permits;
    private final Kin kin;
    private final Clusters clusters;
    private final LiveApplication live;
    private final Clock clock;

    AppFrame(
            Applications applications,
            Reconciliations reconciliations,
            AutomationControl automation,
            LiveApplication live,
            Permits permits,
            Kin kin,
            Clusters clusters,
            Clock clock) {
        this.clusters = clusters;
        this.kin = kin;
        this.permits = permits;
        this.applications = applications;
        this.reconciliations = reconciliations;
        this.automation = automation;
        this.live = live;
        this.clock = clock;
    }

    /**
     * An application with what its last turn saw, as far as its visitor may see it.
     *
     * @param principal the visitor
     * @param troubles what could not be read for the page
     */
    public record Opened(
            Application application, Optional<ApplicationStatus> status, Principal principal, Troubles troubles) {

        public ApplicationName name() {
            return application.name();
        }
    }

    /** Which application a request is about, and who asks. */
    public record Visit(String namespace, String app, Principal principal) {}

    /** What the visitor may do to it, for pages that need more than the frame shows. */
    public AppPermits permits(Visit visit, Opened opened) {
        return permits.on(opened.application(), visit.principal());
    }

    /** Likewise, for the visitor it was opened for. */
    public AppPermits permits(Opened opened) {
        return permits.on(opened.application(), opened.principal());
    }

    public Opened open(Visit visit, AppTab tab, Model model) {
        ApplicationName name = new ApplicationName(visit.namespace(), visit.app());
        Application application = applications
                .find(name)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no application " + name + "."));
        model.addAttribute("pulse", live.pulse(name.toString(), clock.instant()));
        Optional<ApplicationStatus> status = reconciliations.status(name).map(kin.tellingTo(visit.principal())::status);
        model.addAttribute(
                "app",
                AppPage.of(
                        application,
                        status,
                        tab,
                        permits.on(application, visit.principal()),
                        relatives(application, visit.principal()),
                        clock.instant()));
        model.addAttribute(
                "holds", automation.holds(name).stream().map(HoldChip::of).toList());
        Troubles troubles = new Troubles();
        unseen(application).ifPresent(troubles::add);
        model.addAttribute("troubles", troubles);
        return new Opened(application, status, visit.principal(), troubles);
    }

    /** Everything it runs, owners before what they own, as far as the visitor may see it. */
    public List<TreeNode> tree(Opened opened) {
        List<TreeNode> tree = opened.troubles().read("What runs", List.of(), () -> reconciliations.tree(opened.name()));
        return telling(opened).tree(tree);
    }

    /**
     * What lies in its namespace and is nobody's, if its project looks for that, owners before what they own. Not asked for
     * where what the application itself runs is not known: that is told already.
     */
    public List<TreeNode> orphans(Opened opened) {
        if (opened.status().isEmpty() || !opened.troubles().all().isEmpty()) {
            return List.of();
        }
        List<TreeNode> orphans =
                opened.troubles().read("Orphans", List.of(), () -> reconciliations.orphanTree(opened.name()));
        return telling(opened).tree(orphans);
    }

    /**
     * What it is compared with, object by object, as far as the visitor may see it. Nothing while its cluster is being read: a
     * page says so instead of waiting for it.
     */
    public List<ManagedResource> managed(Opened opened) {
        if (opened.troubles().isLoading()) {
            return List.of();
        }
        List<ManagedResource> managed = opened.troubles()
                .read("The comparison", List.of(), () -> reconciliations.managedResources(opened.name()));
        return telling(opened).managed(managed);
    }

    /** How it is written, without the trace of a parent that the visitor may not see. */
    public Manifest asWritten(Opened opened) {
        return telling(opened).manifest(opened.application());
    }

    /** What the visitor may be told of it and its relatives. */
    public Telling telling(Opened opened) {
        return kin.tellingTo(opened.principal());
    }

    private Optional<Trouble> unseen(Application application) {
        return reconciliations.unseen(application.name()).map(problem -> {
            Trouble trouble = Trouble.ofCluster(problem);
            return clusters.find(application.spec().destination())
                    .flatMap(clusters::contact)
                    .flatMap(ClusterContact::failingSince)
                    .map(since -> trouble.since(since, clock.instant()))
                    .orElse(trouble);
        });
    }

    private AppPage.Relatives relatives(Application application, Principal who) {
        return new AppPage.Relatives(
                application.parent(),
                application.parent().filter(parent -> kin.mayName(who, parent)).isPresent(),
                kin.hiddenChildren(who, application.name()));
    }
}
