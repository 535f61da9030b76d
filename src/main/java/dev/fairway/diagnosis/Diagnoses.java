package dev.fairway.diagnosis;

import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Optional;

/** Asks the rules in their order and makes one sentence of the first answer. */
public final class Diagnoses {

    private static final List<Rule> RULES = List.of(
            new SourceOrRender(),
            new ClusterUnreachable(),
            new AdmissionDenied(),
            new Forbidden(),
            new ImmutableField(),
            new MissingDependency(),
            new ApplyConflict(),
            new HookFailed(),
            new ImagePull(),
            new OutOfMemory(),
            new NonZeroExit(),
            new ProbeFailing(),
            new Unschedulable(),
            new TimedOut(),
            new WindowClosed(),
            new DriftLoop());

    private Diagnoses() {}

    /** Empty if nothing failed, nothing is about to and nothing is held up. */
    public static Optional<Diagnosis> of(Evidence evidence) {
        Subject subject = Subject.of(evidence);
        Optional<Finding> known =
                RULES.stream().flatMap(rule -> rule.find(subject).stream()).findFirst();
        return known.or(() -> subject.hasFailed() ? Optional.of(unknown(subject)) : Optional.empty())
                .map(finding -> diagnosis(subject, finding));
    }

    private static Finding unknown(Subject subject) {
        String words = subject.words().isEmpty() ? "nothing was said about it" : Quote.of(subject.words());
        String said = "not classified, the first raw error is: " + words;
        String what = subject.key().isEmpty()
                ? "The sync failed: " + said
                : subject.outcome()
                                .filter(outcome -> outcome.state() == Outcome.State.FAILED)
                                .isPresent()
                        ? subject.notApplied() + ": " + said
                        : subject.notReady() + ": " + said;
        return new Finding(Cause.NOT_CLASSIFIED, Remedy.MAY_PASS, what, proofs(subject));
    }

    /** Where the raw words can be read. */
    static List<Proof> proofs(Subject subject) {
        return List.of(subject.outcome()
                .filter(outcome -> outcome.state() == Outcome.State.FAILED)
                .<Proof>map(outcome -> new Proof.InResult(outcome.key()))
                .orElse(new Proof.InAttempt()));
    }

    private static Diagnosis diagnosis(Subject subject, Finding finding) {
        Attempt attempt = subject.evidence().attempt();
        BlastRadius radius = BlastRadius.of(subject.pods());
        List<ResourceKey> waiting = behind(subject, attempt);
        List<ResourceKey> alsoFailed = attempt.failed().stream()
                .map(Outcome::key)
                .filter(key -> !subject.key().equals(Optional.of(key)))
                .distinct()
                .toList();
        String sentence = sentence(subject, finding) + "." + consequence(subject, radius, waiting, alsoFailed);
        return new Diagnosis(
                finding.cause(),
                finding.remedy(),
                sentence,
                subject.key(),
                finding.proofs(),
                alsoFailed,
                waiting,
                radius);
    }

    /** What waits and stands after it; what stands before it waits for something else, or is there already. */
    private static List<ResourceKey> behind(Subject subject, Attempt attempt) {
        List<ResourceKey> order = attempt.outcomes().stream().map(Outcome::key).toList();
        int at = subject.key().map(order::indexOf).orElse(-1);
        return attempt.outcomes().stream()
                .skip(at + 1)
                .filter(outcome -> outcome.state() == Outcome.State.WAITING)
                .map(Outcome::key)
                .filter(key -> !subject.key().equals(Optional.of(key)))
                .distinct()
                .toList();
    }

    private static String sentence(Subject subject, Finding finding) {
        String hook = subject.outcome()
                .filter(Outcome::hook)
                .map(outcome -> outcome.phase() + " hook ")
                .orElse("");
        return subject.key()
                .map(key -> hook + key.kind() + "/" + key.name() + " " + finding.what())
                .orElse(finding.what());
    }

    private static String consequence(
            Subject subject, BlastRadius radius, List<ResourceKey> waiting, List<ResourceKey> alsoFailed) {
        StringBuilder text = new StringBuilder();
        if (!alsoFailed.isEmpty()) {
            text.append(" %s after it.".formatted(counted(alsoFailed.size(), "object fails", "objects fail")));
        }
        if (!waiting.isEmpty()) {
            text.append(" %s behind it.".formatted(counted(waiting.size(), "resource waits", "resources wait")));
        } else if (radius.serving() > 0) {
            text.append(" %s."
                    .formatted(
                            counted(radius.serving(), "pod from before still serves", "pods from before still serve")));
        } else if (subject.evidence().attempt().state().isLost()
                && !subject.evidence().attempt().changedSomething()) {
            text.append(" Nothing was changed.");
        }
        return text.toString();
    }

    private static String counted(int count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
