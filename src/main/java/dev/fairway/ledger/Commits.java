package dev.fairway.ledger;

import dev.fairway.ledger.Deployment.DeployedCommit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A deployment's commits as the record keeps them; earlier versions kept less of each. */
final class Commits {

    private Commits() {}

    static List<DeployedCommit> read(JsonMapper json, String text) {
        return json.readTree(text).valueStream().map(Commits::commit).toList();
    }

    private static DeployedCommit commit(JsonNode node) {
        return new DeployedCommit(
                node.path("sha").asString(""),
                node.path("author").asString(""),
                instant(node.path("authoredAt")),
                instant(node.path("committedAt")).orElse(Instant.EPOCH),
                instant(node.path("mergedAt")),
                node.path("subject").asString(""),
                node.path("merge").asBoolean(false));
    }

    /** Written as text, or as seconds with a fraction, as the mapper was set. */
    private static Optional<Instant> instant(JsonNode node) {
        if (node.isNumber()) {
            return Optional.of(
                    Instant.ofEpochMilli(node.decimalValue().movePointRight(3).longValue()));
        }
        return node.isString() && !node.stringValue().isEmpty()
                ? Optional.of(Instant.parse(node.stringValue()))
                : Optional.empty();
    }
}
