package dev.fairway.web.create;

import dev.fairway.resource.ApplicationName;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The fields of the form. */
public record NewApplication(
        String name,
        String project,
        List<NewSource> sources,
        String cluster,
        String namespace,
        boolean automated,
        boolean prune,
        boolean selfHeal,
        boolean createNamespace) {

    static final NewApplication EMPTY =
            new NewApplication("", "default", List.of(NewSource.EMPTY), "in-cluster", "", true, false, true, true);

    static NewApplication read(MultiValueMap<String, String> form) {
        return new NewApplication(
                text(form, "name"),
                text(form, "project"),
                NewSource.read(form),
                text(form, "cluster"),
                text(form, "namespace"),
                form.containsKey("automated"),
                form.containsKey("prune"),
                form.containsKey("selfHeal"),
                form.containsKey("createNamespace"));
    }

    /** What a link names, over what the form begins with; a draft says as well what is not ticked. */
    static NewApplication prefilled(MultiValueMap<String, String> query) {
        NewApplication read = read(query);
        return query.containsKey("draft")
                ? read
                : new NewApplication(
                        read.name,
                        read.project.isEmpty() ? EMPTY.project : read.project,
                        read.sources,
                        read.cluster.isEmpty() ? EMPTY.cluster : read.cluster,
                        read.namespace,
                        EMPTY.automated,
                        EMPTY.prune,
                        EMPTY.selfHeal,
                        EMPTY.createNamespace);
    }

    /** With one more row, or without one of them. */
    NewApplication reshaped(MultiValueMap<String, String> form) {
        List<NewSource> rows = new ArrayList<>(sources);
        if (form.containsKey("add")) {
            rows.add(NewSource.EMPTY);
        }
        String gone = text(form, "remove");
        if (gone.matches("\\d{1,2}") && Integer.parseInt(gone) < rows.size() && rows.size() > 1) {
            rows.remove(Integer.parseInt(gone));
        }
        return new NewApplication(
                name, project, List.copyOf(rows), cluster, namespace, automated, prune, selfHeal, createNamespace);
    }

    /** Whether nothing was filled in yet: then there is nothing to complain of. */
    boolean isUntouched() {
        return name.isEmpty() && namespace.isEmpty() && sources.stream().allMatch(NewSource::isUntouched);
    }

    /** The Application that these fields describe. */
    ObjectNode manifest() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Application");
        tree.putObject("metadata").put("name", name).put("namespace", ApplicationName.CONTROL_PLANE_NAMESPACE);
        ObjectNode spec = tree.putObject("spec");
        spec.put("project", project);
        if (sources.size() == 1) {
            sources.getFirst().write(spec.putObject("source"));
        } else {
            ArrayNode all = spec.putArray("sources");
            sources.forEach(source -> source.write(all.addObject()));
        }
        spec.putObject("destination").put("name", cluster).put("namespace", namespace);
        if (automated || createNamespace) {
            ObjectNode policy = spec.putObject("syncPolicy");
            if (automated) {
                policy.putObject("automated").put("prune", prune).put("selfHeal", selfHeal);
            }
            if (createNamespace) {
                policy.putArray("syncOptions").add("CreateNamespace=true");
            }
        }
        return tree;
    }

    private static String text(MultiValueMap<String, String> form, String field) {
        String value = form.getFirst(field);
        return value == null ? "" : value.strip();
    }
}
