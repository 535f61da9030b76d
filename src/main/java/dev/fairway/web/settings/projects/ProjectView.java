package dev.fairway.web.settings.projects;

import dev.fairway.access.policy.PolicyLine;
import dev.fairway.access.policy.PolicyText;
import dev.fairway.access.policy.ProjectPolicy;
import dev.fairway.applications.Application;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.TrackingId;
import dev.fairway.tenancy.Project;
import dev.fairway.tenancy.Project.KindList;
import dev.fairway.tenancy.Project.KindPattern;
import dev.fairway.tenancy.ProjectRole;
import dev.fairway.tenancy.RegisteredProject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A project's rules in words.
 *
 * @param keptBy the application that writes it from Git; empty if people do
 */
public record ProjectView(
        String name,
        String description,
        List<String> sources,
        List<String> destinations,
        List<String> sourceNamespaces,
        List<String> namespaceKinds,
        List<String> clusterKinds,
        String orphans,
        int windows,
        List<Role> roles,
        Optional<Keeper> keptBy,
        long applications) {

    /**
     * A role of the project.
     *
     * @param lines what counts, as it is written
     * @param ignored what of it does not count, and why
     * @param tokens what is to be said of tokens of Argo CD; empty if it has none
     */
    public record Role(
            String name,
            String description,
            List<String> lines,
            List<String> groups,
            List<String> ignored,
            String tokens) {

        static Role of(ProjectRole role) {
            PolicyText read = ProjectPolicy.read(role.project(), role.name(), role.policies(), role.groups());
            return new Role(
                    role.name(),
                    role.description(),
                    read.lines().stream()
                            .filter(PolicyLine.Permission.class::isInstance)
                            .map(PolicyLine::text)
                            .toList(),
                    role.groups(),
                    read.mistakes().stream()
                            .map(mistake -> "Policy %d does not count: %s".formatted(mistake.number(), mistake.text()))
                            .toList(),
                    role.tokens() == 0
                            ? ""
                            : "Tokens of Argo CD that it notes (%d) open nothing here: issue a token of a user."
                                    .formatted(role.tokens()));
        }
    }

    /**
     * Who writes a project from Git.
     *
     * @param where repository and path, as the application names them
     */
    public record Keeper(String application, String where) {}

    static ProjectView of(RegisteredProject registered, Optional<Keeper> keeper, long applications) {
        Project project = registered.project();
        return new ProjectView(
                project.name(),
                project.description(),
                project.sourceRepos(),
                project.destinations().stream().map(ProjectView::text).toList(),
                project.sourceNamespaces(),
                kinds(
                        project.namespaceKinds(),
                        "Every kind: there is no list of allowed ones.",
                        "None: the list of allowed ones is empty."),
                kinds(
                        project.clusterKinds(),
                        "None: there is no list of allowed ones.",
                        "None: the list of allowed ones is empty."),
                orphans(project),
                project.syncWindows().size(),
                project.roles().stream().map(Role::of).toList(),
                keeper,
                applications);
    }

    /** The application whose tracking id the project carries. */
    static Optional<ApplicationName> keeper(RegisteredProject project) {
        return TrackingId.ownedBy(project.manifest()).map(TrackingId::application);
    }

    static Keeper keeper(ApplicationName name, Optional<Application> application) {
        String where = application
                .map(known -> {
                    List<String> places = new ArrayList<>();
                    var spec = known.manifest().tree().path("spec");
                    (spec.path("sources").isEmpty()
                                    ? List.of(spec.path("source"))
                                    : spec.path("sources").valueStream().toList())
                            .forEach(source -> places.add(source.path("repoURL").asString("") + " "
                                    + source.path("path").asString("")));
                    return String.join(", ", places).strip();
                })
                .orElse("it is gone");
        return new Keeper(name.toString(), where);
    }

    private static String text(Project.AllowedDestination destination) {
        String where = destination.name().isEmpty() ? destination.server() : destination.name();
        return (where.isEmpty() ? "any cluster" : where.equals("*") ? "every cluster" : where) + " / "
                + (destination.namespace().isEmpty()
                        ? "no namespace"
                        : destination.namespace().equals("*") ? "every namespace" : destination.namespace());
    }

    private static List<String> kinds(KindList list, String absent, String empty) {
        List<String> said = new ArrayList<>();
        said.add(list.allowed()
                .map(allowed -> allowed.isEmpty() ? empty : "Only: " + names(allowed))
                .orElse(absent));
        if (!list.denied().isEmpty()) {
            said.add("Never: " + names(list.denied()));
        }
        return said;
    }

    private static String names(List<KindPattern> patterns) {
        return patterns.stream()
                .map(pattern ->
                        pattern.group().equals("*") && pattern.kind().equals("*") ? "every kind" : pattern.toString())
                .collect(Collectors.joining(", "));
    }

    private static String orphans(Project project) {
        return project.orphans()
                .map(orphans ->
                        (orphans.warn() ? "Looked for, and applications warn of them" : "Looked for, without a warning")
                                + (orphans.ignored().isEmpty() ? "" : "; ignored: " + names(orphans.ignored())))
                .orElse("Not looked for");
    }
}
