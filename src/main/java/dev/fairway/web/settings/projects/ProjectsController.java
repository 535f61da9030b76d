package dev.fairway.web.settings.projects;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.applications.Applications;
import dev.fairway.cluster.Clusters;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.Problem;
import dev.fairway.tenancy.AccessRules;
import dev.fairway.tenancy.Project;
import dev.fairway.tenancy.Projects;
import dev.fairway.tenancy.RegisteredProject;
import dev.fairway.tenancy.SyncWindows;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.ClusterUse;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.settings.SettingsRights;
import dev.fairway.web.view.Age;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /settings/projects}: the list, one project with its calendar and its questions, and the removal. */
@Controller
class ProjectsController {

    private static final int MOST_MEMBERS = 100;

    private final Projects projects;
    private final Applications applications;
    private final Catalog catalog;
    private final ClusterUse use;
    private final Clusters clusters;
    private final SettingsRights rights;
    private final Clock clock;

    ProjectsController(
            Projects projects,
            Applications applications,
            Catalog catalog,
            ClusterUse use,
            Clusters clusters,
            SettingsRights rights,
            Clock clock) {
        this.catalog = catalog;
        this.use = use;
        this.projects = projects;
        this.applications = applications;
        this.clusters = clusters;
        this.rights = rights;
        this.clock = clock;
    }

    /**
     * One application of the project.
     *
     * @param window whether automation may sync now, and by which window
     */
    public record Member(String name, String destination, boolean allowed, String window) {}

    @GetMapping("/settings/projects")
    @SignedIn
    String list(@AuthenticationPrincipal Principal principal, Model model) {
        Map<String, Long> members = catalog.seenBy(principal).all().stream()
                .collect(Collectors.groupingBy(entry -> entry.asked().project(), Collectors.counting()));
        model.addAttribute(
                "projects",
                projects.all().stream()
                        .filter(project -> rights.isAllowed(principal, SettingsRights.project("get", project.name())))
                        .map(project -> view(project, members.getOrDefault(project.name(), 0L)))
                        .toList());
        model.addAttribute("denied", rights.refusalSomewhere(principal, Resource.PROJECTS, "create"));
        return "settings/projects";
    }

    @GetMapping("/settings/projects/{name}")
    @Needs(resource = Resource.PROJECTS, action = "get", on = On.PROJECT)
    String one(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String zone,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String cluster,
            @RequestParam(defaultValue = "") String namespace,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "namespace") String scope,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        RegisteredProject registered = require(name);
        Project project = registered.project();
        Instant now = clock.instant();
        List<Entry> members = members(name, principal);
        Question question = new Question(source, cluster, namespace, kind, scope);
        model.addAttribute("project", view(registered, members.size()));
        model.addAttribute("calendar", Calendar.of(project.syncWindows(), zone(zone), now));
        model.addAttribute(
                "members",
                members.stream()
                        .limit(MOST_MEMBERS)
                        .map(application -> member(project, application, now))
                        .toList());
        model.addAttribute("question", question);
        model.addAttribute("answers", question.ask(AccessRules.of(project), clusters));
        model.addAttribute(
                "clusters", clusters.all().stream().map(ClusterRef::name).toList());
        model.addAttribute("yaml", Manifests.toYaml(registered.manifest().tree()));
        model.addAttribute("denied", rights.refusal(principal, SettingsRights.project("update", name)));
        return "settings/project";
    }

    @GetMapping("/settings/projects/{name}/remove")
    @Needs(resource = Resource.PROJECTS, action = "get", on = On.PROJECT)
    String ask(@PathVariable String name, @AuthenticationPrincipal Principal principal, Model model) {
        RegisteredProject registered = require(name);
        List<Entry> members = members(name, principal);
        model.addAttribute("project", view(registered, members.size()));
        model.addAttribute(
                "members",
                members.stream()
                        .map(application -> application.name().toString())
                        .toList());
        model.addAttribute("denied", rights.refusal(principal, SettingsRights.project("delete", name)));
        return "settings/project-remove";
    }

    @PostMapping("/settings/projects/{name}/remove")
    @Needs(resource = Resource.PROJECTS, action = "delete", on = On.PROJECT)
    String remove(@PathVariable String name, @AuthenticationPrincipal Principal principal) {
        long members = applications.all().stream()
                .filter(application -> application.project().equals(name))
                .count();
        if (members > 0) {
            throw Problem.stalled(
                            "InUse",
                            "The project %s still has %d applications. Move or delete them first."
                                    .formatted(name, members))
                    .asException();
        }
        projects.delete(name, principal.actor());
        return "redirect:/settings/projects";
    }

    private ProjectView view(RegisteredProject project, long members) {
        return ProjectView.of(
                project,
                ProjectView.keeper(project).map(keeper -> ProjectView.keeper(keeper, applications.find(keeper))),
                members);
    }

    private Member member(Project project, Entry application, Instant now) {
        String to = application.asked().cluster();
        Optional<ClusterRef> cluster = use.meant(to);
        SyncWindows.Decision decision = SyncWindows.decide(
                project.syncWindows(),
                new SyncWindows.Facts(
                        application.name().name(),
                        application.asked().namespace(),
                        cluster.map(ClusterRef::name).orElse(to),
                        cluster.map(ClusterRef::server).orElse("")),
                SyncWindows.Cause.AUTOMATED,
                now,
                Optional.empty());
        return new Member(
                application.name().toString(),
                application.destination(),
                decision.allowed(),
                decision.reason()
                        + decision.changesAt()
                                .map(at -> "; may change in " + Age.of(now, at).text())
                                .orElse(""));
    }

    /** Those that the person who looks may see. */
    private List<Entry> members(String project, Principal principal) {
        return catalog.seenBy(principal).all().stream()
                .filter(entry -> entry.asked().project().equals(project))
                .toList();
    }

    private RegisteredProject require(String name) {
        return projects.find(name)
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no project %s.".formatted(name))
                        .asException());
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(ZoneId.of(text.strip()));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
