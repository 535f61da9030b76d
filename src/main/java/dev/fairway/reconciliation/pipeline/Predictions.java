package dev.fairway.reconciliation.pipeline;

import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.resource.Hashes;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
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
class Predictions {

    private static final int KEPT = 5_000;

    private final Map<Question, Manifest> answers = Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Manifest> eldest) {
            return size() > KEPT;
        }
    });

    private record Question(String cluster, ResourceKey key, String desired, String liveVersion) {}

    /**
     * @return empty if the server refuses the object as it is; then the sync's dry run will say why
     * @throws ClusterProblem if the server cannot be asked
     */
    Optional<Manifest> of(String cluster, ClusterDriver driver, Manifest desired, Manifest live) {
        Question question = new Question(
                cluster,
                live.key(),
                Hashes.sha256(desired),
                live.resourceVersion().orElse(""));
        Manifest known = answers.get(question);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            Manifest answer = driver.predict(desired, ClusterDriver.ApplyOptions.DEFAULT);
            answers.put(question, answer);
            return Optional.of(answer);
        } catch (ClusterProblem problem) {
            if (problem.mayPass() && problem.reason() != ClusterProblem.Reason.CONFLICT) {
                throw problem;
            }
            return Optional.empty();
        }
    }
}
