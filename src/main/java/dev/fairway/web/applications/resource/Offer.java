package dev.fairway.web.applications.resource;

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
        List<Offer> offers = new ArrayList<>();
        String kind = live.kind();
        switch (kind) {
            case "Deployment", "StatefulSet", "DaemonSet" ->
                offers.add(simple("restart", "Restart", "Replaces the pods one after another, by its own rollout."));
            default -> {}
        }
        switch (kind) {
            case "Deployment", "StatefulSet" ->
                offers.add(new Offer(
                        "scale",
                        "Scale",
                        "Changes how many pods run, until the next sync if Git writes a number.",
                        live.at("/spec/replicas").asString("1")));
            default -> {}
        }
        if (kind.equals("Deployment")) {
            offers.add(
                    live.at("/spec/paused").asBoolean(false)
                            ? simple("resume", "Resume rollout", "Lets its rollouts go on.")
                            : simple("pause", "Pause rollout", "Holds its rollouts back; running pods stay."));
        }
        if (kind.equals("CronJob")) {
            offers.add(simple("run", "Run now", "Makes a Job of it now, beside its schedule."));
            offers.add(
                    live.at("/spec/suspend").asBoolean(false)
                            ? simple("unsuspend", "Resume schedule", "Lets its schedule begin jobs again.")
                            : simple("suspend", "Suspend schedule", "Begins no more jobs; running ones go on."));
        }
        return offers;
    }

    private static Offer simple(String verb, String text, String effect) {
        return new Offer(verb, text, effect, "");
    }
}
