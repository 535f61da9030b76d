package dev.fairway.web.settings.projects;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.applications.Applications;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.YamlLimits;
import dev.fairway.tenancy.Projects;
import dev.fairway.tenancy.RegisteredProject;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.security.RefusedForm;
import dev.fairway.web.settings.SettingsRights;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
import tools.jackson.databind.node.ObjectNode;

/** The form and the YAML of a project, and what is found in them. A dash is no project's name, so it stands for “none yet”. */
@Controller
class ProjectEditController {

    private static final YamlLimits LIMITS = new YamlLimits(512 * 1024, 512 * 1024, 30, 20_000, 1_000, 2);

    private final Projects projects;
    private final Applications applications;
    private final ProjectChecks checks;
    private final SettingsRights rights;

    ProjectEditController(Projects projects, Applications applications, ProjectChecks checks, SettingsRights rights) {
        this.projects = projects;
        this.applications = applications;
        this.checks = checks;
        this.rights = rights;
    }

    /**
     * What was written so far.
     *
     * @param of the project that is changed; empty for a new one
     * @param version that was read; what was written meanwhile is not overwritten
     */
    public record Draft(String of, String version, boolean byYaml, ProjectForm fields, String yaml) {

        public boolean isNew() {
            return of.isEmpty();
        }

        public String getTitle() {
            return isNew() ? "New project" : of;
        }

        /** Where the form is sent. */
        public String getAction() {
            return isNew() ? "/settings/projects" : "/settings/projects/" + of;
        }

        public String getCheck() {
            return isNew() ? "/settings/projects/-/check" : getAction() + "/check";
        }

        /** Where the other way to write it is. */
        public String getHref() {
            return "/settings/projects/" + (isNew() ? "-/new" : of + "/edit");
        }
    }

    @GetMapping("/settings/projects/-/new")
    @Needs(resource = Resource.PROJECTS, action = "create", on = On.SOMEWHERE)
    String blank(
            @RequestParam(defaultValue = "form") String by, @AuthenticationPrincipal Principal principal, Model model) {
        boolean byYaml = by.equals("yaml");
        String yaml = byYaml ? Manifests.toYaml(ProjectForm.EMPTY.manifest(Optional.empty())) : "";
        return page(new Draft("", "", byYaml, ProjectForm.EMPTY, yaml), List.of(), principal, model);
    }

    @GetMapping("/settings/projects/{name}/edit")
    @Needs(resource = Resource.PROJECTS, action = "get", on = On.PROJECT)
    String edit(
            @PathVariable String name,
            @RequestParam(defaultValue = "form") String by,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        RegisteredProject project = require(name);
        boolean byYaml = by.equals("yaml");
        return page(
                new Draft(
                        name,
                        String.valueOf(project.version()),
                        byYaml,
                        ProjectForm.of(project.manifest()),
                        byYaml ? Manifests.toYaml(project.manifest().tree()) : ""),
                List.of(),
                principal,
                model);
    }

    /** Changes nothing. */
    @PostMapping("/settings/projects/-/check")
    @Needs(resource = Resource.PROJECTS, action = "create", on = On.SOMEWHERE)
    String checkNew(
            @RequestParam MultiValueMap<String, String> form,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return checked(read("", form), fragment, principal, model);
    }

    /** Changes nothing. */
    @PostMapping("/settings/projects/{name}/check")
    @Needs(resource = Resource.PROJECTS, action = "update", on = On.PROJECT)
    String check(
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> form,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return checked(read(name, form), fragment, principal, model);
    }

    @PostMapping("/settings/projects")
    @Needs(resource = Resource.PROJECTS, action = "create", on = On.SOMEWHERE)
    String create(
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return save(read("", form), principal, model);
    }

    @PostMapping("/settings/projects/{name}")
    @Needs(resource = Resource.PROJECTS, action = "update", on = On.PROJECT)
    String update(
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> form,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        return save(read(name, form), principal, model);
    }

    private String checked(Draft draft, boolean fragment, Principal principal, Model model) {
        page(draft, look(draft, principal), principal, model);
        return fragment ? "settings/project-edit :: checked" : "settings/project-edit";
    }

    private String save(Draft draft, Principal principal, Model model) {
        try {
            Manifest wanted = manifest(draft);
            rights.require(principal, SettingsRights.project(draft.isNew() ? "create" : "update", wanted.name()));
            RegisteredProject written =
                    draft.isNew() ? projects.create(wanted, principal.actor()) : change(draft, wanted, principal);
            return "redirect:/settings/projects/" + written.name();
        } catch (ProblemException problem) {
            RefusedForm.tell(problem, model);
            return page(draft, look(draft, principal), principal, model);
        }
    }

    private RegisteredProject change(Draft draft, Manifest wanted, Principal principal) {
        if (!wanted.name().equals(draft.of())) {
            throw Problem.stalled("InvalidRequest", "A project cannot be renamed. Make a new one.")
                    .asException();
        }
        ProjectView.keeper(require(draft.of())).ifPresent(keeper -> {
            throw Problem.stalled(
                            "NotPermitted",
                            "The application %s writes this project from Git. Change it there.".formatted(keeper))
                    .asException();
        });
        Optional<Long> version = Optional.of(draft.version())
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong);
        return projects.update(wanted, version, principal.actor());
    }

    private List<ProjectChecks.Finding> look(Draft draft, Principal principal) {
        try {
            return checks.of(manifest(draft), principal);
        } catch (ProblemException unreadable) {
            return List.of(
                    ProjectChecks.Finding.bad("YAML", unreadable.problem().message()));
        }
    }

    private Manifest manifest(Draft draft) {
        if (!draft.byYaml()) {
            return Manifest.of(draft.fields()
                    .manifest(
                            draft.isNew()
                                    ? Optional.empty()
                                    : Optional.of(require(draft.of()).manifest())));
        }
        ObjectNode tree = Manifests.readObject(draft.yaml().getBytes(StandardCharsets.UTF_8), "The text", LIMITS);
        if (!tree.path("kind").asString("").equals("AppProject")
                || !tree.path("metadata").isObject()) {
            throw Problem.stalled("InvalidProject", "The text is not a project: kind must say AppProject.")
                    .asException();
        }
        return Manifest.of(tree);
    }

    /** @param of the project that is changed; empty for a new one */
    private static Draft read(String of, MultiValueMap<String, String> form) {
        String version = Optional.ofNullable(form.getFirst("version")).orElse("");
        String yaml = form.getFirst("yaml");
        return yaml == null
                ? new Draft(of, version, false, ProjectForm.read(named(form, of)), "")
                : new Draft(of, version, true, ProjectForm.EMPTY, yaml);
    }

    /** The name of a project that is changed is not among the fields. */
    private static MultiValueMap<String, String> named(MultiValueMap<String, String> form, String of) {
        if (!of.isEmpty()) {
            form.set("name", of);
        }
        return form;
    }

    private RegisteredProject require(String name) {
        return projects.find(name)
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no project %s.".formatted(name))
                        .asException());
    }

    private String page(Draft draft, List<ProjectChecks.Finding> found, Principal principal, Model model) {
        model.addAttribute("draft", draft);
        model.addAttribute("findings", found);
        String keeper = draft.isNew()
                ? ""
                : ProjectView.keeper(require(draft.of()))
                        .map(name -> ProjectView.keeper(name, applications.find(name)))
                        .map(kept -> "The application %s writes this project from Git (%s). Change it there."
                                .formatted(kept.application(), kept.where()))
                        .orElse("");
        model.addAttribute("keeper", keeper);
        model.addAttribute("denied", keeper.isEmpty() ? refusal(draft, principal) : keeper);
        return "settings/project-edit";
    }

    private String refusal(Draft draft, Principal principal) {
        return draft.isNew()
                ? rights.refusalSomewhere(principal, Resource.PROJECTS, "create")
                : rights.refusal(principal, SettingsRights.project("update", draft.of()));
    }
}
