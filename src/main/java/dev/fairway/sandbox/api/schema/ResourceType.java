package dev.fairway.sandbox.api.schema;

import dev.fairway.resource.GroupKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A kind that the server serves at one version.
 *
 * @param plural the name in the URL, for example {@code deployments}
 * @param generation the server counts changes of what is wanted in metadata.generation
 * @param createOnly only POST is served and nothing is kept, as for access reviews
 * @param definition present for a kind that a CustomResourceDefinition defines
 */
public record ResourceType(
        String group,
        String version,
        String kind,
        String plural,
        String singular,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        Set<String> subresources,
        SchemaType.Struct schema,
        boolean generation,
        boolean createOnly,
        Optional<Custom> definition) {

    /**
     * What a CustomResourceDefinition says beyond the shape of its objects.
     *
     * @param columns its {@code additionalPrinterColumns}
     * @param schema its {@code openAPIV3Schema}, for validation
     */
    public record Custom(Optional<ScalePaths> scale, JsonNode columns, JsonNode schema) {}

    /** Where objects keep their numbers of replicas and their selector, as lists of field names. */
    public record ScalePaths(List<String> wanted, List<String> actual, List<String> selector) {}

    public boolean custom() {
        return definition.isPresent();
    }

    public Optional<ScalePaths> scalePaths() {
        return definition.flatMap(Custom::scale);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public GroupKind groupKind() {
        return new GroupKind(group, kind);
    }

    /** For example {@code deployments.apps}, as the server names it in messages. */
    public String qualifiedName() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** For example {@code Deployment.apps}, as the server names it in messages about invalid objects. */
    public String qualifiedKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    public boolean hasSubresource(String name) {
        return subresources.contains(name);
    }
}
