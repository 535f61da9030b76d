package dev.fairway.web.applications.resource;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import java.util.ArrayList;
import java.util.List;

/**
 * An action that makes sense for an object as it is now.
 *
 * @param verb what the form sends
 * @param text the button
 * @param effect what it does, in a sentence
 * @param replicas for scaling: how many there are wanted now; empty otherwise
 */
record Offer(String verb, String text, String effect, String replicas) {

    static List<Offer> of(Manifest live) {
        GroupKind kind = live.key().groupKind();
        if (kind.group().endsWith(".toolkit.fluxcd.io")) {
            return flux(live);
        }
        return switch (kind.group() + "/" + kind.kind()) {
            case "apps/Deployment" -> List.of(restart(), scale(live), pause(live));
            case "apps/StatefulSet" -> List.of(restart(), scale(live));
            case "apps/DaemonSet" -> List.of(restart());
            case "batch/CronJob" ->
                List.of(simple("run", "Run now", "Makes a Job of it now, beside its schedule."), schedule(live));
            case "batch/Job" -> job(live);
            case "argoproj.io/Rollout" -> rollout(live);
            case "external-secrets.io/ExternalSecret",
                    "external-secrets.io/ClusterExternalSecret",
                    "external-secrets.io/PushSecret" ->
                List.of(simple("refresh", "Refresh", "Reads its values from their source anew."));
            default -> List.of();
        };
    }

    private static Offer restart() {
        return simple("restart", "Restart", "Replaces the pods one after another, by its own rollout.");
    }

    private static Offer scale(Manifest live) {
        return new Offer(
                "scale",
                "Scale",
                "Changes how many pods run, until the next sync if Git writes a number.",
                live.at("/spec/replicas").asString("1"));
    }

    private static Offer pause(Manifest live) {
        return live.at("/spec/paused").asBoolean(false)
                ? simple("resume", "Resume rollout", "Lets its rollouts go on.")
                : simple("pause", "Pause rollout", "Holds its rollouts back; running pods stay.");
    }

    private static Offer schedule(Manifest live) {
        return isSuspended(live)
                ? simple("unsuspend", "Resume schedule", "Lets its schedule begin jobs again.")
                : simple("suspend", "Suspend schedule", "Begins no more jobs; running ones go on.");
    }

    /** A Job that is over can only be looked at or deleted. */
    private static List<Offer> job(Manifest live) {
        boolean over = live.at("/status/conditions")
                .valueStream()
                .anyMatch(condition -> condition.path("status").asString("").equals("True")
                        && (condition.path("type").asString("").equals("Complete")
                                || condition.path("type").asString("").equals("Failed")));
        if (over) {
            return List.of();
        }
        return List.of(
                isSuspended(live)
                        ? simple("unsuspend", "Resume", "Starts its pods again.")
                        : simple("suspend", "Suspend", "Stops its pods; what they have done stays."),
                simple("terminate", "Terminate", "Ends it as failed; its pods are stopped."));
    }

    private static List<Offer> rollout(Manifest live) {
        List<Offer> offers = new ArrayList<>();
        boolean aborted = live.at("/status/abort").asBoolean(false);
        boolean pauses = !live.at("/status/pauseConditions").isEmpty();
        boolean done = live.at("/status/phase").asString("").equals("Healthy");
        if (aborted) {
            offers.add(simple("retry", "Retry", "Begins the aborted rollout again."));
        } else if (!done) {
            offers.add(simple(
                    "promote", "Promote", pauses ? "Ends the pause and goes on." : "Passes the step that it is at."));
            offers.add(simple("promote-full", "Promote fully", "Goes to the end past every step that is left."));
            offers.add(simple("abort", "Abort", "Goes back to the version that was stable."));
        }
        offers.add(restart());
        offers.add(scale(live));
        offers.add(pause(live));
        return offers;
    }

    private static List<Offer> flux(Manifest live) {
        return List.of(
                simple("reconcile", "Reconcile", "Has Flux look at it now."),
                isSuspended(live)
                        ? simple("unsuspend", "Resume", "Lets Flux reconcile it again.")
                        : simple("suspend", "Suspend", "Keeps Flux from reconciling it; what runs stays."));
    }

    private static boolean isSuspended(Manifest live) {
        return live.at("/spec/suspend").asBoolean(false);
    }

    private static Offer simple(String verb, String text, String effect) {
        return new Offer(verb, text, effect, "");
    }
}
