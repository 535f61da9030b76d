package dev.fairway.reconciliation.pipeline;

import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.diff.IgnoreRules;
import dev.fairway.resource.GroupVersionKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Live objects as a comparison needs them. The live state keeps each at the server's preferred version and without the record
 * of who owns which field; where Git writes another version, or a rule asks for owners, the object is read once more. Asked
 * again only when the live object changed.
 */
@Component
class Counterparts {

    private static final int KEPT = 2_000;

    private final Map<Question, Manifest> answers = Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Manifest> eldest) {
            return size() > KEPT;
        }
    });

    private record Question(String cluster, ResourceKey key, GroupVersionKind version, String liveVersion) {}

    /**
     * @param live as the live state has it; also the answer where that is enough or the server does not know the version
     * @throws ClusterProblem if the server cannot be asked
     */
    Manifest of(String cluster, ClusterDriver driver, Manifest desired, Manifest live, IgnoreRules rules) {
        if (desired.gvk().equals(live.gvk()) && !rules.asksForOwners(live.key())) {
            return live;
        }
        Question question = new Question(
                cluster, live.key(), desired.gvk(), live.resourceVersion().orElse(""));
        Manifest known = answers.get(question);
        if (known != null) {
            return known;
        }
        try {
            Manifest answer = driver.counterpart(desired).orElse(live);
            answers.put(question, answer);
            return answer;
        } catch (ClusterProblem problem) {
            if (problem.mayPass()) {
                throw problem;
            }
            return live;
        }
    }
}
