package dev.fairway.web.drift;

import dev.fairway.metrics.drift.ProposedRule;
import dev.fairway.web.applications.AppLink;
import java.util.List;

/**
 * A proposed rule with the drifts it is made of.
 *
 * @param needs the applications that need it
 */
record NoiseView(String title, String sentence, String yaml, List<DriftView> rows, List<Need> needs) {

    /** @param href where the commit that adds the rule is prepared */
    record Need(String name, String href) {}

    static NoiseView of(ProposedRule rule, List<DriftView> rows, DriftAddress address) {
        int applications = rule.applications().size();
        return new NoiseView(
                "%s of %s"
                        .formatted(String.join(", ", rule.fields()), rule.kind().kind()),
                "Departed %d times in %s, written by %s."
                        .formatted(
                                rows.size(),
                                applications == 1
                                        ? rule.applications().getFirst().name()
                                        : applications + " applications",
                                String.join(", ", rule.writers())),
                rule.yaml(),
                rows,
                rule.applications().stream()
                        .map(name -> new Need(
                                name.name(), address.at(AppLink.to(name) + "/drift/ignore", "rule", rule.mark())))
                        .toList());
    }
}
