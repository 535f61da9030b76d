package dev.fairway.web.applications.config;

import dev.fairway.applications.Application;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.rendering.spec.SourceSpec;
import dev.fairway.resource.Destination;
import dev.fairway.resource.Problem;
import dev.fairway.tenancy.AccessRules;
import dev.fairway.tenancy.Project;
import dev.fairway.tenancy.SyncWindow;
import dev.fairway.tenancy.SyncWindows;
import dev.fairway.tenancy.Verdict;
import dev.fairway.web.view.Age;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What its project permits an application, each rule with what it makes of this very application.
 *
 * @param bySelf whether automation may sync now
 * @param byHand whether people may
 */
record PolicyPage(
        String project,
        String description,
        List<Check> checks,
        Now bySelf,
        Now byHand,
        List<Window> windows,
        List<String> clusterKinds,
        List<String> namespaceKinds) {

    /** @param rules what is written; @param says what comes of it */
    record Check(String subject, String value, boolean permitted, String says, List<String> rules) {}

    record Now(boolean allowed, String reason, String changes) {}

    record Window(String kind, String when, String length, String who, String description) {}

    static PolicyPage of(Application application, Project project, Optional<ClusterRef> cluster, Instant now) {
        AccessRules rules = AccessRules.of(project);
        Destination to = application.spec().destination();
        // As written, as the sync asks it: the control plane's own cluster has an address beside its real one.
        String server = to.server().isEmpty() ? cluster.map(ClusterRef::server).orElse("") : to.server();
        String clusterName = cluster.map(ClusterRef::name).orElse(to.name());
        List<Check> checks = new ArrayList<>();
        for (SourceSpec source : application.spec().sources()) {
            checks.add(check(
                    "Source",
                    source.repository().toString(),
                    rules.source(source.repository()),
                    project.sourceRepos()));
        }
        checks.add(check(
                "Destination",
                clusterName + ", namespace " + (to.namespace().isEmpty() ? "(none)" : to.namespace()),
                rules.destination(server, clusterName, to.namespace()),
                project.destinations().stream().map(PolicyPage::text).toList()));
        SyncWindows.Facts facts = new SyncWindows.Facts(application.name().name(), to.namespace(), clusterName, server);
        return new PolicyPage(
                project.name(),
                project.description(),
                checks,
                decision(project, facts, SyncWindows.Cause.AUTOMATED, now),
                decision(project, facts, SyncWindows.Cause.MANUAL, now),
                project.syncWindows().stream().map(PolicyPage::window).toList(),
                kinds(project.clusterKinds(), "No cluster-scoped kind is allowed."),
                kinds(project.namespaceKinds(), "No namespaced kind is allowed."));
    }

    private static Check check(String subject, String value, Verdict verdict, List<String> rules) {
        return new Check(
                subject,
                value,
                verdict.isPermitted(),
                verdict.problem().map(Problem::message).orElse("permitted"),
                rules);
    }

    private static String text(Project.AllowedDestination destination) {
        String where = destination.name().isEmpty() ? destination.server() : destination.name();
        return (where.isEmpty() ? "any cluster" : where) + " / "
                + (destination.namespace().isEmpty() ? "*" : destination.namespace());
    }

    private static Now decision(Project project, SyncWindows.Facts facts, SyncWindows.Cause cause, Instant now) {
        SyncWindows.Decision decision = SyncWindows.decide(project.syncWindows(), facts, cause, now, Optional.empty());
        return new Now(
                decision.allowed(),
                decision.reason(),
                decision.changesAt()
                        .map(at -> "may change in " + Age.of(now, at).text())
                        .orElse(""));
    }

    private static Window window(SyncWindow window) {
        List<String> who = new ArrayList<>();
        add(who, "applications", window.applications());
        add(who, "namespaces", window.namespaces());
        add(who, "clusters", window.clusters());
        return new Window(
                window.kind() == SyncWindow.Kind.ALLOW ? "Allows" : "Denies",
                window.cron() + " " + window.zone(),
                Age.of(Instant.EPOCH, Instant.EPOCH.plus(window.duration())).text(),
                String.join("; ", who),
                window.description());
    }

    private static void add(List<String> who, String what, List<String> patterns) {
        if (!patterns.isEmpty()) {
            who.add(what + " " + String.join(", ", patterns));
        }
    }

    private static List<String> kinds(Project.KindList list, String none) {
        List<String> said = new ArrayList<>();
        list.allowed()
                .ifPresentOrElse(
                        allowed -> said.add(allowed.isEmpty() ? none : "Allowed: " + names(allowed)),
                        () -> said.add("Every kind is allowed."));
        if (!list.denied().isEmpty()) {
            said.add("Denied: " + names(list.denied()));
        }
        return said;
    }

    private static String names(List<Project.KindPattern> patterns) {
        return String.join(
                ", ", patterns.stream().map(Project.KindPattern::toString).toList());
    }
}
