package dev.fairway.reconciliation.pipeline;

import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.resource.Hashes;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What the server says an apply would make of an object. Asked again only when the desired or the live object changed: the
 * answers are kept by both.
 */
@Component
public class Predictions {

    private static final int KEPT = 5_000;

    /** As a sync asks: a field that the server does not know is a mistake. */
    private static final ClusterDriver.ApplyOptions STRICT = new ClusterDriver.ApplyOptions(true, "Strict");

    private final Clock clock;
    private final Map<Question, Answer> answers = Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Answer> eldest) {
            return size() > KEPT;
        }
    });

    Predictions(Clock clock) {
        this.clock = clock;
    }

    /** @param strict whether the server would take the object as a sync sends it */
    private record Answer(Manifest predicted, boolean strict, Instant at) {}

    private record Question(String cluster, ResourceKey key, String desired, String liveVersion) {}

    /**
     * @return empty if the server refuses the object as it is; then the sync's dry run will say why
     * @throws ClusterProblem if the server cannot be asked
     */
    Optional<Manifest> of(String cluster, ClusterDriver driver, Manifest desired, Manifest live) {
        Question question = question(cluster, desired, live);
        Answer known = answers.get(question);
        if (known != null) {
            return Optional.of(known.predicted());
        }
        try {
            Answer answer = ask(driver, desired);
            answers.put(question, answer);
            return Optional.of(answer.predicted());
        } catch (ClusterProblem problem) {
            if (problem.mayPass() && problem.reason() != ClusterProblem.Reason.CONFLICT) {
                throw problem;
            }
            return Optional.empty();
        }
    }

    /**
     * What a moment ago the server said of just this apply to just this live object; empty if it was not asked, or would not
     * take the object without a warning.
     *
     * @param since answers before it do not count
     */
    public Optional<Manifest> recent(String cluster, Manifest desired, Manifest live, Instant since) {
        return Optional.ofNullable(answers.get(question(cluster, desired, live)))
                .filter(answer -> answer.strict() && !answer.at().isBefore(since))
                .map(Answer::predicted);
    }

    private static Question question(String cluster, Manifest desired, Manifest live) {
        return new Question(
                cluster,
                live.key(),
                Hashes.sha256(desired),
                live.resourceVersion().orElse(""));
    }

    private Answer ask(ClusterDriver driver, Manifest desired) {
        Instant now = clock.instant();
        try {
            return new Answer(driver.predict(desired, STRICT), true, now);
        } catch (ClusterProblem problem) {
            if (problem.reason() != ClusterProblem.Reason.INVALID) {
                throw problem;
            }
            // Perhaps only for a field that the server does not know; then it still tells what would become of the
            // rest.
            return new Answer(driver.predict(desired, ClusterDriver.ApplyOptions.DEFAULT), false, now);
        }
    }
}
