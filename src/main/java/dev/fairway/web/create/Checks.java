package dev.fairway.web.create;

import dev.fairway.access.Principal;
import dev.fairway.applications.Applications;
import dev.fairway.cluster.Clusters;
import dev.fairway.rendering.spec.SourceSpec;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Destination;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.ResolvedRevision;
import dev.fairway.source.SourceTree;
import dev.fairway.source.Sources;
import dev.fairway.tenancy.AccessRules;
import dev.fairway.tenancy.Projects;
import dev.fairway.tenancy.Verdict;
import dev.fairway.web.access.Kin;
import dev.fairway.web.view.ShortRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Looks at an application before it is made. A repository is asked only after the project permits it, so that the form
 * reaches nothing that an application could not reach.
 */
@Component
class Checks {

    private static final String NAME = "Name";
    private static final String PROJECT = "Project";
    private static final String DESTINATION = "Destination";
    private static final String SOURCE = "Source";
    private static final String PATH = "Path";

    private final Applications applications;
    private final Projects projects;
    private final Clusters clusters;
    private final Sources sources;
    private final Kin kin;

    Checks(Applications applications, Projects projects, Clusters clusters, Sources sources, Kin kin) {
        this.kin = kin;
        this.applications = applications;
        this.projects = projects;
        this.clusters = clusters;
        this.sources = sources;
    }

    List<Check> of(Manifest wanted, Principal who) {
        List<Check> checks = new ArrayList<>();
        checks.add(name(wanted, who));
        JsonNode spec = wanted.tree().path("spec");
        Check project = project(spec);
        checks.add(project);
        checks.add(destination(spec, project));
        List<JsonNode> all = spec.path("sources").isEmpty()
                ? List.of(spec.path("source"))
                : spec.path("sources").valueStream().toList();
        all.forEach(source -> checks.addAll(source(source, spec, project)));
        return checks;
    }

    private Check name(Manifest wanted, Principal who) {
        String name = wanted.name();
        if (name.isEmpty()) {
            return Check.waiting(NAME, "Give the application a name.");
        }
        if (!name.matches("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?")) {
            return Check.bad(
                    NAME, "Use lower-case letters, digits, '-' and '.', and begin and end with a letter or digit.");
        }
        String namespace = wanted.namespace().isEmpty() ? ApplicationName.CONTROL_PLANE_NAMESPACE : wanted.namespace();
        ApplicationName full = new ApplicationName(namespace, name);
        try {
            kin.requireUsable(who, full);
        } catch (ProblemException notForThem) {
            return Check.bad(NAME, notForThem);
        }
        return applications.find(full).isPresent()
                ? Check.bad(NAME, "There is an application %s already. Choose another name.".formatted(name))
                : Check.good(NAME, "%s is free.".formatted(name));
    }

    private Check project(JsonNode spec) {
        String name = spec.path("project").asString("default");
        return projects.find(name).isPresent()
                ? Check.good(PROJECT, name)
                : Check.bad(PROJECT, "There is no project %s. Choose one that exists.".formatted(name));
    }

    private Check destination(JsonNode spec, Check project) {
        JsonNode to = spec.path("destination");
        Destination destination = new Destination(
                to.path("server").asString(""),
                to.path("name").asString(""),
                to.path("namespace").asString(""));
        if (destination.name().isEmpty() == destination.server().isEmpty()) {
            return Check.waiting(DESTINATION, "Choose a cluster.");
        }
        Optional<Clusters.ClusterRef> cluster = clusters.find(destination);
        if (cluster.isEmpty()) {
            return Check.bad(
                    DESTINATION,
                    "No cluster is called %s. Register it, or choose another.".formatted(destination.display()));
        }
        if (!project.isGood()) {
            return Check.waiting(DESTINATION, "The project decides whether this is permitted.");
        }
        return verdict(
                DESTINATION,
                rules(spec)
                        .destination(
                                destination.server().isEmpty() ? cluster.get().server() : destination.server(),
                                cluster.get().name(),
                                destination.namespace()),
                destination.display());
    }

    private List<Check> source(JsonNode node, JsonNode spec, Check project) {
        if (node.path("repoURL").asString("").isEmpty()) {
            return List.of(
                    Check.waiting(SOURCE, "Name the repository that holds the manifests."),
                    Check.waiting(PATH, "Looked at once the repository answers."));
        }
        try {
            SourceSpec source = SourceSpec.read(node);
            if (!project.isGood()) {
                return List.of(Check.waiting(SOURCE, "The project decides whether this is permitted."));
            }
            Check permitted = verdict(SOURCE, rules(spec).source(source.repository()), "permitted");
            return permitted.isGood() ? reached(source) : List.of(permitted);
        } catch (ProblemException problem) {
            return List.of(Check.bad(SOURCE, problem));
        }
    }

    private List<Check> reached(SourceSpec source) {
        if (!source.chart().isEmpty()) {
            sources.chart(source.repository(), source.chart(), source.targetRevision());
            return List.of(Check.good(SOURCE, "The chart %s was found.".formatted(source.chart())));
        }
        ResolvedRevision revision = sources.resolve(source.repository(), source.targetRevision(), source.tagPrefix());
        Check reachable = Check.good(
                SOURCE,
                "The repository answers; %s is %s."
                        .formatted(
                                source.targetRevision().isEmpty() ? "HEAD" : source.targetRevision(),
                                ShortRevision.of(revision.sha())));
        try {
            return List.of(reachable, path(source, revision.sha()));
        } catch (ProblemException problem) {
            return List.of(reachable, Check.bad(PATH, problem));
        }
    }

    private Check path(SourceSpec source, String sha) {
        if (!source.ref().isEmpty() && source.path().isEmpty()) {
            return Check.good(PATH, "Only referred to by other sources, as $%s.".formatted(source.ref()));
        }
        SourceTree tree = sources.tree(source.repository(), sha);
        String folder = source.path().replaceAll("^(\\./?|/)+|/+$", "");
        Optional<SourceTree.Entry> entry = tree.find(folder);
        if (folder.isEmpty()
                || entry.filter(found -> found.kind() == SourceTree.Kind.FOLDER).isPresent()) {
            return Check.good(
                    PATH,
                    "%s holds %d entries."
                            .formatted(
                                    folder.isEmpty() ? "The root" : folder,
                                    tree.list(folder).size()));
        }
        List<String> folders =
                tree.list(folder.contains("/") ? folder.substring(0, folder.lastIndexOf('/')) : "").stream()
                        .filter(found -> found.kind() == SourceTree.Kind.FOLDER)
                        .map(SourceTree.Entry::name)
                        .limit(8)
                        .toList();
        return Check.bad(
                PATH,
                "There is no folder %s at this revision.%s"
                        .formatted(folder, folders.isEmpty() ? "" : " There are: " + String.join(", ", folders) + "."));
    }

    private AccessRules rules(JsonNode spec) {
        return AccessRules.of(projects.require(spec.path("project").asString("default")));
    }

    private static Check verdict(String title, Verdict verdict, String detail) {
        return verdict.problem()
                .map(problem -> Check.bad(title, problem.message()))
                .orElseGet(() -> Check.good(title, detail));
    }
}
