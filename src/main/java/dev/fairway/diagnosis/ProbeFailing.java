package dev.fairway.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Containers run, but a probe says they are not fit to serve. */
final class ProbeFailing implements Rule {

    /** Under this reason the kubelet tells of a probe. */
    static final String UNHEALTHY = "Unhealthy";

    @Override
    public Optional<Finding> find(Subject subject) {
        List<Event> probes = subject.warnings(UNHEALTHY);
        Optional<PodState> unready =
                subject.newPods().stream().filter(pod -> !pod.ready()).findFirst();
        if (probes.isEmpty() || unready.isEmpty()) {
            return Optional.empty();
        }
        List<Proof> proofs = new ArrayList<>();
        proofs.add(new Proof.InEvents(
                UNHEALTHY, probes.stream().mapToInt(Event::count).sum()));
        proofs.add(new Proof.InPod(unready.get().key()));
        String container = unready.get().containers().stream()
                .filter(known -> !known.ready())
                .findFirst()
                .map(known -> " of container \"" + known.name() + "\"")
                .orElse("");
        String said = probes.getLast().message();
        int colon = said.indexOf(": ");
        String what = colon > 0 ? said.substring(0, colon) + container + said.substring(colon) : said;
        return Optional.of(new Finding(
                Cause.PROBE_FAILING, Remedy.CHANGE_IN_GIT, subject.notReady() + ": " + lower(Quote.of(what)), proofs));
    }

    private static String lower(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
