package dev.fairway.metrics.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What happened to one application, told from the beginning: each fact is a landing, or is left out with its reason. */
final class Course {

    private final List<Deployed> deployed;
    private final List<Synced> synced;
    private final Map<String, String> releases;
    private final Map<String, Reclassified> kinds;
    private final Set<String> operations = new HashSet<>();
    private final Set<String> healthyRevisions = new HashSet<>();

    private final List<Landing> landings = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Set<String> ran = new HashSet<>();
    private final Set<String> lost = new HashSet<>();
    private String running = "";
    /** What was applied last has never been healthy. */
    private boolean broken;

    /**
     * @param releases of a service and revisions, as far as one of its applications tells
     * @param kinds what people said of deployments
     */
    Course(
            List<Deployed> deployed,
            List<Synced> synced,
            Map<String, String> releases,
            Map<String, Reclassified> kinds) {
        this.deployed = deployed;
        this.synced = synced;
        this.releases = releases;
        this.kinds = kinds;
        deployed.forEach(each -> {
            each.operation().ifPresent(operations::add);
            healthyRevisions.add(each.revisions());
        });
    }

    List<Landing> landings() {
        return landings;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }

    void run() {
        int next = 0;
        for (Synced each : synced) {
            while (next < deployed.size() && !deployed.get(next).liveAt().isAfter(each.at())) {
                deployed(deployed.get(next++));
            }
            synced(each);
        }
        while (next < deployed.size()) {
            deployed(deployed.get(next++));
        }
    }

    private void deployed(Deployed each) {
        boolean same = each.state().equals(running);
        boolean ranBefore = !ran.add(each.state());
        running = each.state();
        if (same && !broken) {
            leaveOut(each, LeftOut.Because.SAME_STATE);
            return;
        }
        switch (each.effect()) {
            case ONLY_PRUNED -> leaveOut(each, LeftOut.Because.ONLY_PRUNED);
            case ONLY_HOOKS -> leaveOut(each, LeftOut.Because.ONLY_HOOKS);
            case NOTHING -> leaveOut(each, LeftOut.Because.SAME_STATE);
            case APPLIED -> {
                landings.add(landing(each, ranBefore));
                broken = false;
            }
        }
    }

    private void leaveOut(Deployed each, LeftOut.Because because) {
        leftOut.add(new LeftOut(each.id(), each.place().application(), because, each.healthyAt()));
    }

    private void leaveOut(Synced each, LeftOut.Because because) {
        leftOut.add(new LeftOut(each.id(), each.place().application(), because, each.at()));
    }

    private Landing landing(Deployed each, boolean ranBefore) {
        Optional<String> unplanned = Intent.unplanned(each);
        Kind kind =
                ranBefore || each.rollbackAsked() ? Kind.ROLLBACK : unplanned.isPresent() ? Kind.HOTFIX : Kind.PLANNED;
        String why =
                switch (kind) {
                    case ROLLBACK -> ranBefore ? "this state ran before" : "a rollback was asked for";
                    case HOTFIX -> unplanned.orElse("");
                    case PLANNED -> "";
                };
        return said(new Landing(
                each.id(),
                each.place(),
                each.operation(),
                kind,
                why,
                each.revisions(),
                each.release(),
                each.state(),
                each.first(),
                each.changes(),
                each.known(),
                each.commitSource(),
                each.actor(),
                each.liveAt(),
                Optional.of(each.healthyAt()),
                List.of(),
                Optional.empty()));
    }

    /** What a person said of its kind wins. */
    private Landing said(Landing landing) {
        Reclassified word = kinds.get(landing.id());
        if (word == null) {
            return landing;
        }
        return landing.as(
                word.as() == Reclassified.As.PLANNED ? Kind.PLANNED : Kind.HOTFIX,
                "said by " + word.by() + ": " + word.reason());
    }

    private void synced(Synced each) {
        switch (each.cause()) {
            case SELF_HEAL -> leaveOut(each, LeftOut.Because.SELF_HEAL);
            case DRY_RUN, DELETION -> {}
            case CHANGE, ROLLBACK -> {
                if (operations.contains(each.id())) {
                    return;
                }
                switch (each.outcome()) {
                    case FAILED_AFTERWARDS -> lost(each, Failure.Why.AFTERWARDS);
                    case FAILED -> failed(each);
                    case SUCCEEDED -> withoutDeployment(each);
                }
            }
        }
    }

    private void failed(Synced each) {
        if (each.effect() == Effect.APPLIED) {
            lost(each, Failure.Why.NEVER_HEALTHY);
        } else {
            leaveOut(each, LeftOut.Because.FAILED_ATTEMPT);
        }
    }

    /** No new state was healthy through it. */
    private void withoutDeployment(Synced each) {
        switch (each.effect()) {
            case ONLY_PRUNED -> leaveOut(each, LeftOut.Because.ONLY_PRUNED);
            case ONLY_HOOKS -> leaveOut(each, LeftOut.Because.ONLY_HOOKS);
            case NOTHING -> leaveOut(each, LeftOut.Because.SAME_STATE);
            case APPLIED -> {
                switch (each.rollout()) {
                    case DEGRADED, TIMED_OUT -> lost(each, Failure.Why.NEVER_HEALTHY);
                    case SUPERSEDED -> leaveOut(each, LeftOut.Because.SUPERSEDED);
                    case HEALTHY -> healthyAgain(each);
                    // Nothing is known of it yet.
                    case NONE -> {}
                }
            }
        }
    }

    /**
     * After something that never was healthy, what ran before it is a rollback. So is what somebody asked for as one while Git
     * stayed where it was: then no desired state was healthy, and which one it is nobody told. Else nothing is new.
     */
    private void healthyAgain(Synced each) {
        if (broken) {
            landings.add(said(landing(each, Kind.ROLLBACK, Optional.of(each.settledAt()), running)));
            broken = false;
        } else if (each.cause() == Synced.Cause.ROLLBACK) {
            landings.add(said(landing(each, Kind.ROLLBACK, Optional.of(each.settledAt()), "")));
        } else {
            leaveOut(each, LeftOut.Because.SAME_STATE);
        }
    }

    /** It reached what runs; unless a later try of the same revisions was healthy, nothing of it ever was. */
    private void lost(Synced each, Failure.Why why) {
        if (healthyRevisions.contains(each.revisions())) {
            return;
        }
        broken = true;
        if (lost.add(each.revisions())) {
            Kind kind = each.cause() == Synced.Cause.ROLLBACK ? Kind.ROLLBACK : Kind.PLANNED;
            landings.add(said(landing(each, kind, Optional.empty(), ""))
                    .failed(new Failure(why, each.at(), each.id(), each.message())));
        }
    }

    private Landing landing(Synced each, Kind kind, Optional<Instant> healthyAt, String state) {
        String release = releases.getOrDefault(each.place().service() + "\n" + each.revisions(), each.revisions());
        return new Landing(
                each.id(),
                each.place(),
                Optional.of(each.id()),
                kind,
                kind == Kind.ROLLBACK ? "back to what ran before" : "",
                each.revisions(),
                release,
                state,
                false,
                List.of(),
                Deployed.Known.ALL,
                "",
                each.actor(),
                each.at(),
                healthyAt,
                List.of(),
                Optional.empty());
    }
}
