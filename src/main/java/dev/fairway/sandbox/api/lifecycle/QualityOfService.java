package dev.fairway.sandbox.api.lifecycle;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Which pods go first when memory is short. Pure. */
final class QualityOfService {

    private QualityOfService() {}

    static String of(JsonNode spec) {
        boolean anything = false;
        boolean guaranteed = true;
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : spec.path(list)) {
                JsonNode resources = container.path("resources");
                anything |= !resources.path("limits").isEmpty()
                        || !resources.path("requests").isEmpty();
                for (String resource : List.of("cpu", "memory")) {
                    JsonNode limit = resources.path("limits").path(resource);
                    JsonNode request = resources.path("requests").path(resource);
                    guaranteed &= !limit.isMissingNode() && (request.isMissingNode() || request.equals(limit));
                }
            }
        }
        return !anything ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }
}
