package dev.fairway.sandbox.api.table;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The TARGETS column of a HorizontalPodAutoscaler: what is measured against what is wanted, per metric. */
final class AutoscalerCells {

    private static final int SHOWN = 2;

    private AutoscalerCells() {}

    static String targets(JsonNode autoscaler) {
        List<String> targets = new ArrayList<>();
        JsonNode metrics = autoscaler.path("spec").path("metrics");
        for (int i = 0; i < metrics.size(); i++) {
            targets.add(target(metrics.get(i), current(autoscaler, i)));
        }
        if (targets.isEmpty()) {
            return "<none>";
        }
        String text = String.join(", ", targets.subList(0, Math.min(SHOWN, targets.size())));
        return targets.size() > SHOWN ? text + " + " + (targets.size() - SHOWN) + " more..." : text;
    }

    private static JsonNode current(JsonNode autoscaler, int index) {
        JsonNode current = autoscaler.path("status").path("currentMetrics");
        return index < current.size() ? current.get(index) : MissingNode.getInstance();
    }

    private static String target(JsonNode metric, JsonNode measured) {
        String type = metric.path("type").asString("");
        String field = type.isEmpty() ? "" : Character.toLowerCase(type.charAt(0)) + type.substring(1);
        JsonNode wanted = metric.path(field).path("target");
        JsonNode now = measured.path(field).path("current");
        String prefix =
                field.equals("resource") ? metric.path(field).path("name").asString("") + ": " : "";
        if (wanted.has("averageUtilization")) {
            String current = now.has("averageUtilization")
                    ? now.path("averageUtilization").asString() + "%"
                    : "<unknown>";
            return prefix + current + "/" + wanted.path("averageUtilization").asString() + "%";
        }
        String value = wanted.has("averageValue") ? "averageValue" : "value";
        String current = now.path(value).asString("<unknown>");
        String suffix =
                value.equals("averageValue") && !field.equals("resource") && !field.equals("pods") ? " (avg)" : "";
        return prefix + current + "/" + wanted.path(value).asString("") + suffix;
    }
}
