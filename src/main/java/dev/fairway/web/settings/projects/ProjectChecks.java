package dev.fairway.web.settings.projects;

import dev.fairway.access.Principal;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.tenancy.AccessRules;
import dev.fairway.tenancy.Project;
import dev.fairway.tenancy.Verdict;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.ClusterUse;
import dev.fairway.web.catalog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks at a project before it is written: whether it can be read, and which of its applications it would shut out. */
@Component
class ProjectChecks {

    private static final int MOST = 20;

    private final Catalog catalog;
    private final ClusterUse use;

    ProjectChecks(Catalog catalog, ClusterUse use) {
        this.catalog = catalog;
        this.use = use;
    }

    /** One thing that was looked at. */
    public record Finding(String mark, String tone, String title, String text) {

        static Finding good(String title, String text) {
            return new Finding("succeeded", "ok", title, text);
        }

        static Finding warn(String title, String text) {
            return new Finding("outofsync", "warn", title, text);
        }

        static Finding bad(String title, String text) {
            return new Finding("failed", "bad", title, text);
        }
    }

    List<Finding> of(Manifest wanted, Principal who) {
        List<Finding> found = new ArrayList<>();
        Project project;
        try {
            project = Project.read(wanted.name(), wanted.tree().path("spec"));
        } catch (ProblemException problem) {
            return List.of(Finding.bad("Rules", problem.problem().message()));
        }
        found.add(Finding.good("Rules", "They can be read."));
        if (project.sourceRepos().isEmpty()) {
            found.add(Finding.warn("Sources", "No sourceRepos: no application of it may read from anywhere."));
        }
        if (project.destinations().isEmpty()) {
            found.add(Finding.warn("Destinations", "No destinations: no application of it may go anywhere."));
        }
        List<String> shut = catalog.seenBy(who).all().stream()
                .filter(entry -> entry.asked().project().equals(wanted.name()))
                .flatMap(application -> refusal(project, application).stream())
                .toList();
        shut.stream().limit(MOST).forEach(text -> found.add(Finding.warn("Shut out", text)));
        if (shut.size() > MOST) {
            found.add(Finding.warn("Shut out", "and %d more applications".formatted(shut.size() - MOST)));
        }
        if (shut.isEmpty()) {
            found.add(Finding.good("Members", "Every application of it stays permitted."));
        }
        return found;
    }

    private Optional<String> refusal(Project project, Entry application) {
        AccessRules rules = AccessRules.of(project);
        String to = application.asked().cluster();
        Optional<ClusterRef> cluster = use.meant(to);
        List<Verdict> verdicts = new ArrayList<>();
        for (String url : application.asked().repositories()) {
            verdicts.add(rules.source(new RepositoryUrl(url)));
        }
        verdicts.add(rules.destination(
                cluster.map(ClusterRef::server).orElse(to.contains("://") ? to : ""),
                cluster.map(ClusterRef::name).orElse(to.contains("://") ? "" : to),
                application.asked().namespace()));
        verdicts.add(rules.sourceNamespace(application.name().namespace()));
        return verdicts.stream()
                .flatMap(verdict -> verdict.problem().stream())
                .findFirst()
                .map(problem -> application.name() + ": " + problem.message());
    }
}
