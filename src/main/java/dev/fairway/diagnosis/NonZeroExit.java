package dev.fairway.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A container ends with an error of its own, which its log names. */
final class NonZeroExit implements Rule {

    @Override
    public Optional<Finding> find(Subject subject) {
        return Suspect.in(subject.newPods())
                .flatMap(suspect -> suspect.container().failure().map(end -> found(subject, suspect, end)));
    }

    private static Finding found(Subject subject, Suspect suspect, ContainerState.Ended end) {
        List<Proof> proofs = new ArrayList<>();
        Optional<LogLine> line = subject.evidence()
                .log()
                .filter(log -> log.pod().equals(suspect.pod().key())
                        && log.container().equals(suspect.container().name()))
                .flatMap(LogExcerpt::lastError);
        line.ifPresent(known -> proofs.add(new Proof.InLog(known.number())));
        proofs.add(new Proof.InPod(suspect.pod().key()));
        int backOffs =
                subject.warnings("BackOff").stream().mapToInt(Event::count).sum();
        if (backOffs > 0) {
            proofs.add(new Proof.InEvents("BackOff", backOffs));
        }
        String role = suspect.container().role() == ContainerState.Role.INIT ? "init container" : "container";
        return new Finding(
                Cause.NON_ZERO_EXIT,
                Remedy.CHANGE_IN_GIT,
                "%s: %s \"%s\" exits %d%s"
                        .formatted(
                                subject.notReady(),
                                role,
                                suspect.container().name(),
                                end.exitCode(),
                                line.map(known -> ": " + Quote.of(known.said())).orElse("")),
                proofs);
    }
}
