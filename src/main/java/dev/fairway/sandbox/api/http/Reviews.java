package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.lifecycle.Target;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** Questions about rights. The one user of the sandbox may do everything. */
final class Reviews {

    private Reviews() {}

    static void answer(Exchange exchange, Target target, String user) throws IOException {
        if (!exchange.method().equals("POST") || !target.name().isEmpty()) {
            throw StatusException.methodNotAllowed();
        }
        ObjectNode review = Requests.bodyFor(exchange, target);
        ObjectNode status = review.putObject("status");
        switch (target.type().kind()) {
            case "SelfSubjectAccessReview", "SubjectAccessReview", "LocalSubjectAccessReview" ->
                status.put("allowed", true).put("reason", "the sandbox lets its one user do everything");
            case "SelfSubjectReview" -> {
                ObjectNode info = status.putObject("userInfo");
                info.put("username", user);
                info.putArray("groups").add("system:masters").add("system:authenticated");
            }
            case "SelfSubjectRulesReview" -> {
                ObjectNode rule = status.putArray("resourceRules").addObject();
                rule.putArray("verbs").add("*");
                rule.putArray("apiGroups").add("*");
                rule.putArray("resources").add("*");
                status.putArray("nonResourceRules");
                status.put("incomplete", false);
            }
            default -> throw StatusException.methodNotAllowed();
        }
        exchange.json(201, review);
    }
}
