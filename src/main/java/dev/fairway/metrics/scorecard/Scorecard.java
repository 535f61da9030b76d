package dev.fairway.metrics.scorecard;

import dev.fairway.metrics.scorecard.Cell.Row;
import dev.fairway.resource.GroupKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** The practices of each team. */
public record Scorecard(List<Team> teams) {

    private static final GroupKind SECRET = new GroupKind("", "Secret");
    private static final Set<GroupKind> EXTERNAL = Set.of(
            new GroupKind("external-secrets.io", "ExternalSecret"),
            new GroupKind("external-secrets.io", "ClusterExternalSecret"),
            new GroupKind("bitnami.com", "SealedSecret"),
            new GroupKind("secrets-store.csi.x-k8s.io", "SecretProviderClass"),
            new GroupKind("secrets.hashicorp.com", "VaultStaticSecret"),
            new GroupKind("secrets.hashicorp.com", "VaultDynamicSecret"),
            new GroupKind("onepassword.com", "OnePasswordItem"),
            new GroupKind("isindir.github.com", "SopsSecret"));
    private static final Set<GroupKind> PROGRESSIVE =
            Set.of(new GroupKind("argoproj.io", "Rollout"), new GroupKind("flagger.app", "Canary"));
    private static final Set<GroupKind> WORKLOADS =
            Set.of(new GroupKind("apps", "Deployment"), new GroupKind("argoproj.io", "Rollout"));

    /** @param cells one for each practice */
    public record Team(String name, Map<Practice, Cell> cells) {

        public Cell cell(Practice practice) {
            return Objects.requireNonNull(cells.get(practice), "every practice has a cell");
        }
    }

    /** Teams by name: in no order of merit. */
    public static Scorecard of(List<AppFacts> applications, List<DeploymentFacts> deployments) {
        Set<String> names = new TreeSet<>();
        applications.forEach(application -> names.add(application.team()));
        deployments.forEach(deployment -> names.add(deployment.team()));
        return new Scorecard(names.stream()
                .map(name -> team(
                        name,
                        applications.stream()
                                .filter(each -> each.team().equals(name))
                                .sorted(Comparator.comparing(AppFacts::name))
                                .toList(),
                        deployments.stream()
                                .filter(each -> each.team().equals(name))
                                .toList()))
                .toList());
    }

    private static Team team(String name, List<AppFacts> applications, List<DeploymentFacts> deployments) {
        Map<Practice, Cell> cells = new EnumMap<>(Practice.class);
        for (Practice practice : Practice.values()) {
            cells.put(practice, cell(practice, applications, deployments));
        }
        return new Team(name, cells);
    }

    private static Cell cell(Practice practice, List<AppFacts> applications, List<DeploymentFacts> deployments) {
        return switch (practice) {
            case GOLDEN_PATH -> new Cell.NotConnected("Golden paths are not connected yet.");
            case PREVIEWS -> new Cell.NotConnected("Previews are not connected yet.");
            case POLICY -> new Cell.NotConnected("Policies are not connected yet.");
            case SECRETS_EXTERNAL ->
                counted(
                        applications,
                        application -> application.seen()
                                && (application.kinds().contains(SECRET) || application.hasAny(EXTERNAL)),
                        application -> !application.kinds().contains(SECRET),
                        application -> application.kinds().contains(SECRET)
                                ? "has a Secret in Git"
                                : "no Secret in Git, " + named(application, EXTERNAL),
                        "Replace each Secret in Git by an ExternalSecret or a SealedSecret.",
                        "No application that was seen has secrets.");
            case PROGRESSIVE_DELIVERY ->
                counted(
                        applications,
                        application -> application.production()
                                && application.seen()
                                && (application.hasAny(WORKLOADS) || application.hasAny(PROGRESSIVE)),
                        application -> application.hasAny(PROGRESSIVE),
                        application -> application.hasAny(PROGRESSIVE)
                                ? named(application, PROGRESSIVE)
                                : named(application, WORKLOADS) + ": a new version serves everybody at once",
                        "Put a Rollout or a Canary beside the Deployment.",
                        "No production application that was seen has a Deployment.");
            case AUTOMATED_PRODUCTION ->
                counted(
                        applications,
                        AppFacts::production,
                        AppFacts::automated,
                        application -> application.automated() ? "follows Git" : "somebody has to sync it",
                        "Switch on automation: spec.syncPolicy.automated.",
                        "The team has no production application.");
            case PRUNE_AND_SELF_HEAL ->
                counted(
                        applications,
                        application -> true,
                        application -> application.automated() && application.prune() && application.selfHeal(),
                        Scorecard::missing,
                        "Switch on prune and selfHeal under spec.syncPolicy.automated.",
                        "The team has no application.");
            case WITHOUT_WAITING -> withoutWaiting(deployments);
        };
    }

    private static Cell withoutWaiting(List<DeploymentFacts> deployments) {
        if (deployments.isEmpty()) {
            return new Cell.Nothing("Nothing was deployed to production in this period.");
        }
        List<Row> met = new ArrayList<>();
        List<Row> open = new ArrayList<>();
        deployments.stream()
                .sorted(Comparator.comparing(DeploymentFacts::healthyAt).reversed())
                .forEach(each -> (each.automatic() ? met : open)
                        .add(new Row(
                                each.application(),
                                each.id(),
                                each.automatic() ? "begun by automation" : "begun by " + each.by())));
        return new Cell.Counted(
                List.copyOf(met),
                List.copyOf(open),
                open.isEmpty() ? "" : "Let production follow Git, and decide in the pull request.");
    }

    private static Cell counted(
            List<AppFacts> applications,
            Predicate<AppFacts> concerned,
            Predicate<AppFacts> does,
            Function<AppFacts, String> why,
            String next,
            String nothing) {
        List<Row> met = new ArrayList<>();
        List<Row> open = new ArrayList<>();
        applications.stream().filter(concerned).forEach(application -> (does.test(application) ? met : open)
                .add(new Row(application.name(), 0, why.apply(application))));
        return met.isEmpty() && open.isEmpty()
                ? new Cell.Nothing(nothing)
                : new Cell.Counted(List.copyOf(met), List.copyOf(open), open.isEmpty() ? "" : next);
    }

    private static String missing(AppFacts application) {
        if (!application.automated()) {
            return "automation is off";
        }
        if (application.prune() && application.selfHeal()) {
            return "prunes and heals";
        }
        return application.prune()
                ? "self-heal is off"
                : application.selfHeal() ? "prune is off" : "prune and self-heal are off";
    }

    private static String named(AppFacts application, Set<GroupKind> kinds) {
        return application.kinds().stream()
                .filter(kinds::contains)
                .map(GroupKind::kind)
                .sorted()
                .findFirst()
                .orElse("");
    }
}
