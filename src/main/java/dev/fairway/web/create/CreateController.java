package dev.fairway.web.create;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Resource;
import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.cluster.Clusters;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.YamlLimits;
import dev.fairway.tenancy.Projects;
import dev.fairway.tenancy.RegisteredProject;
import dev.fairway.web.access.Kin;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.Permits;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.security.RefusedForm;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.ObjectNode;

/** {@code /apps/new}: the form, the checks beside it, and the creation. */
@Controller
class CreateController {

    private static final YamlLimits LIMITS = new YamlLimits(256 * 1024, 256 * 1024, 30, 10_000, 1_000, 2);

    private final Applications applications;
    private final Projects projects;
    private final Clusters clusters;
    private final Checks checks;
    private final Rights rights;
    private final Permits permits;
    private final Kin kin;

    CreateController(
            Applications applications,
            Projects projects,
            Clusters clusters,
            Checks checks,
            Rights rights,
            Permits permits,
            Kin kin) {
        this.kin = kin;
        this.rights = rights;
        this.permits = permits;
        this.applications = applications;
        this.projects = projects;
        this.clusters = clusters;
        this.checks = checks;
    }

    @GetMapping("/apps/new")
    @Needs(action = "create", on = On.SOMEWHERE)
    String blank(
            @RequestParam(defaultValue = "form") String by,
            @RequestParam MultiValueMap<String, String> query,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return by.equals("yaml")
                ? page(Draft.ofYaml(Manifests.toYaml(NewApplication.EMPTY.manifest())), List.of(), principal, model)
                : page(Draft.ofForm(NewApplication.prefilled(query)), List.of(), principal, model);
    }

    /** Changes nothing: what was written, the same as YAML, and what was found when it was looked at. */
    @PostMapping("/apps/new/check")
    @Needs(action = "create", on = On.SOMEWHERE)
    String check(
            @RequestParam MultiValueMap<String, String> form,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            @AuthenticationPrincipal Principal principal,
            HttpServletResponse response,
            Model model) {
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        Draft draft = Draft.read(form);
        page(draft, look(draft, principal), principal, model);
        return fragment ? "apps/new :: checked" : "apps/new";
    }

    @PostMapping("/apps/new")
    @Needs(action = "create", on = On.SOMEWHERE)
    String create(
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Draft draft = Draft.read(form);
        try {
            Manifest wanted = manifest(draft);
            permits.requireWrite(principal, nameOf(wanted), Optional.empty(), wanted);
            kin.requireUsable(principal, nameOf(wanted));
            Application made = applications.create(wanted, principal.actor());
            return "redirect:" + AppLink.to(made.name());
        } catch (ProblemException problem) {
            RefusedForm.tell(problem, model);
            return page(draft, look(draft, principal), principal, model);
        }
    }

    private List<Check> look(Draft draft, Principal principal) {
        try {
            return draft.isUntouched() ? List.of() : checks.of(manifest(draft), principal);
        } catch (ProblemException unreadable) {
            return List.of(Check.bad("YAML", unreadable));
        }
    }

    private static Manifest manifest(Draft draft) {
        ObjectNode tree = Manifests.readObject(draft.yaml().getBytes(StandardCharsets.UTF_8), "The text", LIMITS);
        if (!tree.path("kind").asString("").equals("Application")) {
            throw Problem.stalled("InvalidSpec", "The text is not an Application: kind must say Application.")
                    .asException();
        }
        return Manifest.of(tree);
    }

    private String page(Draft draft, List<Check> found, Principal principal, Model model) {
        model.addAttribute("draft", draft);
        model.addAttribute("checks", found);
        model.addAttribute("projects", projectsOf(principal));
        model.addAttribute("clusters", destinations());
        return "apps/new";
    }

    private static ApplicationName nameOf(Manifest wanted) {
        return new ApplicationName(
                wanted.namespace().isEmpty() ? ApplicationName.CONTROL_PLANE_NAMESPACE : wanted.namespace(),
                wanted.name());
    }

    /** Those where one may make applications, as far as the name of the application does not decide. */
    private List<String> projectsOf(Principal principal) {
        return projects.all().stream()
                .map(RegisteredProject::name)
                .filter(project -> rights.decide(principal, new Need(Resource.PROJECTS, "get", project))
                        .isAllowed())
                .toList();
    }

    /** Where there is no cluster yet the check says so by name, which is more than an empty list does. */
    private List<String> destinations() {
        List<String> known =
                clusters.all().stream().map(Clusters.ClusterRef::name).toList();
        return known.isEmpty() ? List.of(NewApplication.EMPTY.cluster()) : known;
    }
}
