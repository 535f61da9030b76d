package dev.fairway.web.settings.clusters;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.cluster.ClusterContact;
import dev.fairway.cluster.ClusterDetails;
import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.cluster.Clusters;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.security.RefusedForm;
import dev.fairway.web.settings.Finding;
import dev.fairway.web.settings.SettingsRights;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The form for a cluster, and what the cluster says when it is tried. */
@Controller
class ClusterFormController {

    private final ClusterOverview overview;
    private final Clusters clusters;
    private final SettingsRights rights;

    ClusterFormController(ClusterOverview overview, Clusters clusters, SettingsRights rights) {
        this.overview = overview;
        this.clusters = clusters;
        this.rights = rights;
    }

    private static Finding found(ClusterContact contact) {
        return contact.answered()
                ? Finding.good("It answers: Kubernetes %s with %d kinds.".formatted(contact.version(), contact.kinds()))
                : Finding.bad(contact.problem().map(Problem::message).orElse("It does not answer."));
    }

    @GetMapping("/settings/clusters/new")
    @Needs(resource = Resource.CLUSTERS, action = "create", on = On.SOMEWHERE)
    String blank(
            @RequestParam(defaultValue = "server") String by,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return page(ClusterForm.blank(by.equals("kubeconfig")), principal, model);
    }

    @GetMapping("/settings/clusters/{id}")
    @SignedIn
    String edit(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean relisted,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        ClusterRef cluster = require(id, principal);
        model.addAttribute("relisted", relisted);
        return page(
                ClusterForm.of(
                        details(cluster), overview.one(cluster, principal).signIn()),
                principal,
                model);
    }

    /** Keeps nothing: asks the cluster with what is written. */
    @PostMapping("/settings/clusters/check")
    @Needs(resource = Resource.CLUSTERS, action = "create", on = On.SOMEWHERE)
    String checkNew(
            @RequestParam MultiValueMap<String, String> form,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return checked(form, ClusterForm.read(form, Optional.empty(), ""), fragment, principal, model);
    }

    /** Likewise, with the credential that is stored where none is written. */
    @PostMapping("/settings/clusters/{id}/check")
    @Needs(resource = Resource.CLUSTERS, action = "update", on = On.SOMEWHERE)
    String check(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return checked(form, read(id, form, principal), fragment, principal, model);
    }

    @PostMapping("/settings/clusters")
    @Needs(resource = Resource.CLUSTERS, action = "create", on = On.SOMEWHERE)
    String create(
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return save(form, ClusterForm.read(form, Optional.empty(), ""), principal, model);
    }

    @PostMapping("/settings/clusters/{id}")
    @Needs(resource = Resource.CLUSTERS, action = "update", on = On.SOMEWHERE)
    String update(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return save(form, read(id, form, principal), principal, model);
    }

    private String checked(
            MultiValueMap<String, String> form,
            ClusterForm written,
            boolean fragment,
            Principal principal,
            Model model) {
        requireWrite(written, principal);
        model.addAttribute("finding", find(written, form, principal));
        page(written, principal, model);
        return fragment ? "settings/cluster :: checked" : "settings/cluster";
    }

    private String save(MultiValueMap<String, String> form, ClusterForm written, Principal principal, Model model) {
        requireWrite(written, principal);
        try {
            ClusterRegistration registration = permitted(written, form, principal);
            boolean taken =
                    clusters.all().stream().anyMatch(cluster -> cluster.name().equals(registration.name()));
            if (written.isNew() && taken) {
                throw Problem.stalled(
                                "AlreadyExists",
                                "The cluster %s exists already. Choose another name, or change that one."
                                        .formatted(registration.name()))
                        .asException();
            }
            ClusterRef saved = written.isNew()
                    ? clusters.register(registration, principal.actor())
                    : clusters.amend(registration, principal.actor());
            clusters.test(saved);
            return "redirect:/settings/clusters?tested=" + saved.id();
        } catch (ProblemException problem) {
            RefusedForm.tell(problem, model);
            return page(written, principal, model);
        }
    }

    private Finding find(ClusterForm written, MultiValueMap<String, String> form, Principal principal) {
        try {
            return found(clusters.test(permitted(written, form, principal)));
        } catch (ProblemException problem) {
            return Finding.bad(problem.problem().message());
        }
    }

    private void requireWrite(ClusterForm written, Principal principal) {
        if (!written.isNew()) {
            rights.require(principal, rights.cluster("update", require(written.id(), principal)));
        }
    }

    /** What is written, if it may be written at the address that it names, which a kubeconfig may hold. */
    private ClusterRegistration permitted(
            ClusterForm written, MultiValueMap<String, String> form, Principal principal) {
        ClusterRegistration registration = written.registration(form);
        rights.require(
                principal,
                SettingsRights.cluster(
                        written.isNew() ? "create" : "update",
                        registration.project(),
                        registration.access().server()));
        return registration;
    }

    private ClusterRef require(String id, Principal principal) {
        return overview.require(id, cluster -> rights.isAllowed(principal, rights.cluster("get", cluster)));
    }

    private ClusterForm read(String id, MultiValueMap<String, String> form, Principal principal) {
        ClusterRef cluster = require(id, principal);
        return ClusterForm.read(
                form,
                clusters.details(cluster),
                overview.one(cluster, principal).signIn());
    }

    private ClusterDetails details(ClusterRef cluster) {
        return clusters.details(cluster)
                .orElseThrow(() -> Problem.stalled("NotFound", "The cluster has been removed meanwhile.")
                        .asException());
    }

    private String page(ClusterForm form, Principal principal, Model model) {
        model.addAttribute("form", form);
        if (!form.isNew()) {
            model.addAttribute("cluster", overview.one(require(form.id(), principal), principal));
        }
        model.addAttribute("projects", rights.projectsSeenBy(principal));
        model.addAttribute(
                "denied",
                form.isNew()
                        ? rights.refusalSomewhere(principal, Resource.CLUSTERS, "create")
                        : rights.refusal(principal, rights.cluster("update", require(form.id(), principal))));
        return "settings/cluster";
    }
}
