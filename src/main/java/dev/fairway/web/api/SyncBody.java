package dev.fairway.web.api;

import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the body of a sync asks for. */
final class SyncBody {

    private SyncBody() {}

    static SyncCommand read(JsonNode body) {
        RequestShape.require(body, "SyncRequest");
        if (!body.path("manifests").isEmpty()) {
            throw Problem.stalled(
                            "NotSupportedYet",
                            "Manifests of your own machine are not synced: Git says what runs. Push them to a branch and"
                                    + " sync with revision.")
                    .asException();
        }
        List<String> revisions = texts(body.path("revisions"));
        if (revisions.isEmpty() && !body.path("revision").asString("").isEmpty()) {
            revisions = List.of(body.path("revision").asString());
        }
        List<ResourceKey> resources =
                body.path("resources").valueStream().map(SyncBody::resource).toList();
        JsonNode options = body.path("syncOptions");
        JsonNode strategy = body.path("strategy");
        return new SyncCommand(
                revisions,
                body.path("prune").asBoolean(false),
                body.path("dryRun").asBoolean(false),
                strategy.path("apply").isObject(),
                isForced(strategy.path("apply")) || isForced(strategy.path("hook")),
                resources,
                texts(options.isObject() ? options.path("items") : options),
                body.path("retryStrategy").path("limit").asInt(0),
                body.path("reason").asString(""));
    }

    private static boolean isForced(JsonNode strategy) {
        return strategy.path("force").asBoolean(false)
                || strategy.path("syncStrategyApply").path("force").asBoolean(false);
    }

    private static ResourceKey resource(JsonNode given) {
        if (given.path("kind").asString("").isEmpty()
                || given.path("name").asString("").isEmpty()) {
            throw Problem.stalled("InvalidRequest", "Each of resources needs a kind and a name.")
                    .asException();
        }
        return new ResourceKey(
                given.path("group").asString(""),
                given.path("kind").asString(),
                given.path("namespace").asString(""),
                given.path("name").asString());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asString("")));
        return texts;
    }
}
