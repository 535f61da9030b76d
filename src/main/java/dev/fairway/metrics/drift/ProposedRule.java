package dev.fairway.metrics.drift;

import dev.fairway.ledger.Drift;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Hashes;
import dev.fairway.resource.Manifests;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entry for {@code spec.ignoreDifferences} that would silence the noisy fields of a kind.
 *
 * @param fields the noisy fields, as people read them
 * @param managers whose fields the rule leaves to them; empty if it names the fields themselves
 * @param writers who writes them, by what the server says
 * @param rows the drifts it is made of, the newest first
 */
public record ProposedRule(
        GroupKind kind,
        List<String> fields,
        List<String> jsonPointers,
        List<String> jqPathExpressions,
        List<String> managers,
        List<String> writers,
        List<Drift> rows) {

    private static final int MARK = 16;

    /** The applications that would need it. */
    public List<ApplicationName> applications() {
        return rows.stream().map(Drift::application).distinct().sorted().toList();
    }

    /** As it stands in an Application. */
    public String yaml() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putArray("ignoreDifferences").add(entry());
        return Manifests.toYaml(root);
    }

    /** Names the rule by what it says. */
    public String mark() {
        return Hashes.sha256(yaml()).substring(0, MARK);
    }

    /** One entry of {@code ignoreDifferences}. */
    public ObjectNode entry() {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        if (!kind.group().isEmpty()) {
            entry.put("group", kind.group());
        }
        entry.put("kind", kind.kind());
        put(entry, "jsonPointers", jsonPointers);
        put(entry, "jqPathExpressions", jqPathExpressions);
        put(entry, "managedFieldsManagers", managers);
        return entry;
    }

    private static void put(ObjectNode entry, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode list = entry.putArray(name);
            values.forEach(list::add);
        }
    }
}
