package dev.fairway.web.create;

import dev.fairway.resource.ApplicationName;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The fields of the form. */
public record NewApplication(
        String name,
        String project,
        String repository,
        String revision,
        String path,
        String cluster,
        String namespace,
        boolean automated,
        boolean prune,
        boolean selfHeal,
        boolean createNamespace) {

    static final NewApplication EMPTY =
            new NewApplication("", "default", "", "", "", "in-cluster", "", true, false, true, true);

    static NewApplication read(MultiValueMap<String, String> form) {
        return new NewApplication(
                text(form, "name"),
                text(form, "project"),
                text(form, "repository"),
                text(form, "revision"),
                text(form, "path"),
                text(form, "cluster"),
                text(form, "namespace"),
                form.containsKey("automated"),
                form.containsKey("prune"),
                form.containsKey("selfHeal"),
                form.containsKey("createNamespace"));
    }

    /** Whether nothing was filled in yet: then there is nothing to complain of. */
    boolean isUntouched() {
        return name.isEmpty() && repository.isEmpty() && path.isEmpty() && namespace.isEmpty();
    }

    /** The Application that these fields describe. */
    ObjectNode manifest() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Application");
        tree.putObject("metadata").put("name", name).put("namespace", ApplicationName.CONTROL_PLANE_NAMESPACE);
        ObjectNode spec = tree.putObject("spec");
        spec.put("project", project);
        ObjectNode source = spec.putObject("source");
        source.put("repoURL", repository).put("path", path.isEmpty() ? "." : path);
        source.put("targetRevision", revision.isEmpty() ? "HEAD" : revision);
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
