package dev.fairway.web.operations;

import dev.fairway.diagnosis.Diagnosis;
import dev.fairway.diagnosis.Proof;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentence, and what it rests on.
 *
 * @param title how sure it is that this is the end of the story
 * @param tone of the box around it
 */
record CauseView(String title, String tone, String sentence, List<Evidenced> evidence, String rule) {

    /** A link to what proves it. */
    record Evidenced(String text, String href) {}

    /** Names of settings, as containers complain about them. */
    private static final Pattern SETTING = Pattern.compile("\\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\\b");

    static CauseView of(Diagnosis diagnosis, Shown shown) {
        List<Evidenced> evidence = new ArrayList<>();
        ApplicationName application = shown.operation().application();
        for (Proof proof : diagnosis.proofs()) {
            evidence.add(link(proof, application));
            if (proof instanceof Proof.InLog) {
                removal(diagnosis, shown.changes(), evidence);
            }
        }
        boolean over = !shown.isUnderWay() && !rolling(shown);
        String title =
                switch (diagnosis.cause()) {
                    case SYNC_WINDOW -> "Why it waits";
                    case DRIFT_LOOP -> "Why it comes again";
                    default -> over ? "Root cause" : "Root cause so far";
                };
        String tone = diagnosis.cause() == dev.fairway.diagnosis.Cause.SYNC_WINDOW ? "cause cause-waits" : "cause";
        return new CauseView(
                title,
                tone,
                diagnosis.sentence(),
                List.copyOf(evidence),
                diagnosis.cause().code());
    }

    private static boolean rolling(Shown shown) {
        return shown.operation().rolloutVerdict().isEmpty()
                && shown.state()
                        .filter(state -> state.rollout() == dev.fairway.reconciliation.OperationState.Rollout.WATCHING)
                        .isPresent();
    }

    private static void removal(Diagnosis diagnosis, GitChanges changes, List<Evidenced> evidence) {
        Matcher settings = SETTING.matcher(diagnosis.sentence());
        while (settings.find()) {
            String setting = settings.group();
            if (changes.diff().filter(diff -> diff.removes(setting)).isPresent()) {
                evidence.add(new Evidenced("rendered diff removes " + setting, "#diff"));
                return;
            }
        }
    }

    private static Evidenced link(Proof proof, ApplicationName application) {
        return switch (proof) {
            case Proof.InLog log -> new Evidenced("log line " + log.line(), "#L" + log.line());
            case Proof.InEvents events ->
                new Evidenced(
                        Counted.of(events.count(), events.reason() + " event", events.reason() + " events"), "#events");
            case Proof.InResult result -> new Evidenced("what was said of " + Wordings.of(result.key()), "#raw");
            case Proof.InAttempt any -> new Evidenced("what the attempt ended with", "#raw");
            case Proof.InPod pod -> new Evidenced("pod " + ending(pod.pod()), AppLink.to(application, pod.pod()));
        };
    }

    /** {@code web-7d9f-x2k4q} as {@code x2k4q}. */
    private static String ending(ResourceKey pod) {
        return pod.name().substring(pod.name().lastIndexOf('-') + 1);
    }
}
