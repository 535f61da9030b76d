package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts how many pods of a budget may go away now. */
final class DisruptionBudgetController implements Controller {

    @Override
    public GroupKind kind() {
        return Kinds.DISRUPTION_BUDGET;
    }

    @Override
    public Turn turn(Manifest budget, ClusterView view, Instant now) {
        if (budget.isBeingDeleted()) {
            return Turn.nothing();
        }
        Selector selector = Selector.of(budget.at("/spec/selector"));
        List<Manifest> pods = PodTally.active(view.list(Kinds.POD, budget.namespace())).stream()
                .filter(pod -> selector.matches(pod.labels()))
                .toList();
        int expected = pods.size();
        int healthy = (int) pods.stream().filter(PodTally::isReady).count();
        int desired = desired(budget, expected);
        int allowed = Math.max(0, healthy - desired);

        ObjectNode status = Json.object();
        Conditions conditions = Conditions.of(budget.at("/status"));
        if (allowed > 0) {
            conditions.set("DisruptionAllowed", "True", "SufficientPods", "", now);
        } else {
            conditions.set("DisruptionAllowed", "False", "InsufficientPods", "", now);
        }
        conditions.find("DisruptionAllowed").ifPresent(c -> c.put("message", "")
                .put("observedGeneration", (int) budget.generation()));
        conditions.writeTo(status);
        status.put("currentHealthy", healthy)
                .put("desiredHealthy", desired)
                .put("disruptionsAllowed", allowed)
                .put("expectedPods", expected)
                .put("observedGeneration", (int) budget.generation());
        return new Turn.Draft(Source.of("controllermanager"))
                .status(budget, status)
                .done();
    }

    private static int desired(Manifest budget, int expected) {
        JsonNode least = budget.at("/spec/minAvailable");
        if (!least.isMissingNode()) {
            return count(least, expected);
        }
        return Math.max(0, expected - count(budget.at("/spec/maxUnavailable"), expected));
    }

    private static int count(JsonNode value, int of) {
        String text = value.asString("");
        String percent = text.endsWith("%") ? text.substring(0, text.length() - 1) : "";
        return percent.matches("\\d{1,3}") ? Math.ceilDiv(Integer.parseInt(percent) * of, 100) : value.asInt(0);
    }
}
