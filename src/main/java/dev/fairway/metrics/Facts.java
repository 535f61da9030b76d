package dev.fairway.metrics;

import dev.fairway.ledger.Concerned;
import dev.fairway.ledger.DeliveryFacts;
import dev.fairway.ledger.DeliveryFacts.BuiltOf;
import dev.fairway.ledger.DeliveryFacts.Ended;
import dev.fairway.ledger.DeliveryFacts.Shipped;
import dev.fairway.ledger.Deployment.DeployedCommit;
import dev.fairway.metrics.figures.Change;
import dev.fairway.metrics.figures.Degraded;
import dev.fairway.metrics.figures.Deployed;
import dev.fairway.metrics.figures.Effect;
import dev.fairway.metrics.figures.Incident;
import dev.fairway.metrics.figures.Place;
import dev.fairway.metrics.figures.Reclassified;
import dev.fairway.metrics.figures.Synced;
import dev.fairway.metrics.strands.CommitWords;
import dev.fairway.metrics.strands.News;
import dev.fairway.metrics.strands.Placed;
import dev.fairway.metrics.strands.Site;
import dev.fairway.resource.ApplicationName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** From the words of the record to those of the figures. */
final class Facts {

    private Facts() {}

    static News news(DeliveryFacts facts) {
        return new News(
                facts.shipped().stream()
                        .map(each -> new Placed<>(deployed(each), each.where().project()))
                        .toList(),
                facts.ended().stream()
                        .map(each -> new Placed<>(synced(each), each.where().project()))
                        .toList(),
                facts.worsened().stream()
                        .map(each -> new Degraded(each.application(), each.at(), each.message()))
                        .toList(),
                facts.incidents().stream().map(Facts::incident).toList(),
                facts.words().stream().map(Facts::word).toList());
    }

    static Concerned concerned(Site site) {
        return new Concerned(ApplicationName.parse(site.place().application()), site.project());
    }

    private static Place place(DeliveryFacts.Where where) {
        return new Place(
                where.application(),
                where.team(),
                where.service(),
                where.environment(),
                where.production(),
                where.cluster());
    }

    /** Whether an id is that of a deployment of the record. */
    static boolean isDeployment(String id) {
        return id.matches("[0-9]{1,18}");
    }

    static Map<String, CommitWords.Said> words(Map<Long, DeliveryFacts.Committed> commits) {
        return commits.entrySet().stream()
                .collect(Collectors.toMap(
                        each -> String.valueOf(each.getKey()),
                        each -> said(
                                each.getValue().configuration(), each.getValue().builtOf())));
    }

    /** The commits that count: those of the images' source where they are known, else those of the configuration. */
    private static CommitWords.Said said(List<DeployedCommit> configuration, Optional<BuiltOf> builtOf) {
        boolean known = isKnown(builtOf);
        List<DeployedCommit> taken = known ? builtOf.orElseThrow().commits() : configuration;
        return new CommitWords.Said(
                taken.stream().map(Facts::change).toList(),
                known ? source(builtOf.orElseThrow()) : "",
                known
                        ? ""
                        : builtOf.map(each -> "Its images' source is named by %s. %s"
                                        .formatted(each.saidBy(), each.missing()))
                                .orElse(""));
    }

    private static boolean isKnown(Optional<BuiltOf> builtOf) {
        return builtOf.filter(each -> !each.commits().isEmpty()).isPresent();
    }

    private static String source(BuiltOf builtOf) {
        return "%s, named by %s".formatted(builtOf.repository(), builtOf.saidBy());
    }

    /** How operations are called beside deployments, which have plain numbers. */
    static String operation(long id) {
        return "op-" + id;
    }

    private static Deployed deployed(Shipped each) {
        CommitWords.Said said = said(each.commits(), each.builtOf());
        List<Change> changes = said.commits();
        boolean truncated = said.source().isEmpty()
                ? each.truncated()
                : each.builtOf().orElseThrow().truncated();
        String revisions = String.join(" ", each.revisions());
        return new Deployed(
                String.valueOf(each.id()),
                place(each.where()),
                each.operation().map(Facts::operation),
                isRollback(each.operationKind(), each.operationReason()),
                each.operationReason(),
                revisions,
                effect(each.effect()),
                each.commits().isEmpty() ? revisions : each.commits().getFirst().sha(),
                each.state(),
                each.first(),
                changes,
                truncated ? changes.isEmpty() ? Deployed.Known.NONE : Deployed.Known.SOME : Deployed.Known.ALL,
                said.source(),
                each.actor(),
                each.liveAt(),
                each.healthyAt());
    }

    private static boolean isRollback(String kind, String reason) {
        return kind.equals("ROLLBACK") || reason.startsWith("Rollback to ");
    }

    private static Change change(DeployedCommit commit) {
        return new Change(
                commit.sha(),
                commit.author(),
                commit.authoredAt(),
                Optional.of(commit.mergedAt().orElse(commit.committedAt())),
                commit.subject(),
                commit.merge());
    }

    private static Synced synced(Ended each) {
        return new Synced(
                operation(each.id()),
                place(each.where()),
                cause(each),
                String.join(" ", each.revisions()),
                outcome(each),
                effect(each.effect()),
                rollout(each.rollout()),
                each.actor(),
                each.message(),
                each.at(),
                each.settledAt());
    }

    private static Synced.Cause cause(Ended each) {
        if (each.dryRun()) {
            return Synced.Cause.DRY_RUN;
        }
        if (isRollback(each.kind(), each.reason())) {
            return Synced.Cause.ROLLBACK;
        }
        return switch (each.kind()) {
            case "SELF_HEAL" -> Synced.Cause.SELF_HEAL;
            case "DELETION" -> Synced.Cause.DELETION;
            default -> Synced.Cause.CHANGE;
        };
    }

    private static Synced.Outcome outcome(Ended each) {
        if (each.sync().equals("Succeeded")) {
            return Synced.Outcome.SUCCEEDED;
        }
        return each.failedPhase().equals("PostSync") ? Synced.Outcome.FAILED_AFTERWARDS : Synced.Outcome.FAILED;
    }

    private static Synced.Rollout rollout(String verdict) {
        return switch (verdict) {
            case "HEALTHY" -> Synced.Rollout.HEALTHY;
            case "DEGRADED" -> Synced.Rollout.DEGRADED;
            case "TIMED_OUT" -> Synced.Rollout.TIMED_OUT;
            case "SUPERSEDED" -> Synced.Rollout.SUPERSEDED;
            default -> Synced.Rollout.NONE;
        };
    }

    private static Effect effect(String name) {
        return switch (name) {
            case "ONLY_PRUNED" -> Effect.ONLY_PRUNED;
            case "ONLY_HOOKS" -> Effect.ONLY_HOOKS;
            case "NOTHING" -> Effect.NOTHING;
            default -> Effect.APPLIED;
        };
    }

    private static Incident incident(DeliveryFacts.Told told) {
        return new Incident(
                told.incident(),
                told.title(),
                told.deployment(),
                told.operation().isEmpty() ? "" : "op-" + told.operation(),
                told.revision(),
                told.application(),
                told.service(),
                told.environment(),
                told.startedAt(),
                told.resolvedAt(),
                told.linked(),
                told.unlinked(),
                told.address());
    }

    private static Reclassified word(DeliveryFacts.Word word) {
        return new Reclassified(
                word.deployment(), Reclassified.As.valueOf(word.said()), word.by(), word.reason(), word.at());
    }
}
