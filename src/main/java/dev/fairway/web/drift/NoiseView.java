package dev.fairway.web.drift;

import dev.fairway.metrics.drift.ProposedRule;
import java.util.List;

/** A proposed rule with the drifts it is made of. */
record NoiseView(String title, String sentence, String yaml, List<DriftView> rows) {

    static NoiseView of(ProposedRule rule, List<DriftView> rows) {
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
                rows);
    }
}
