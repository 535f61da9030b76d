package dev.fairway.resource;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The YAML gate: the only way in which text becomes Kubernetes objects. Text is read as Kubernetes reads it, within
 * limits, and the values of Secrets are hidden before anyone else sees the object.
 *
 * <p>Every refusal is a {@link ProblemException} (codes {@code YamlInvalid}, {@code YamlTooLarge} and
 * {@code ManifestInvalid}) that names the origin, the document and the line, and quotes nothing of the text.
 */
public final class Manifests {

    private Manifests() {}

    /**
     * Reads all objects of a text of YAML or JSON. Lists are unpacked; empty documents are skipped.
     *
     * @param text UTF-8 or UTF-16
     * @param origin what a person knows the text by, for messages: a path in the repository, {@code helm template}
     * @param secrets hides the values of Secrets
     * @throws ProblemException if any document is refused
     */
    public static List<Manifest> parse(byte[] text, String origin, YamlLimits limits, SecretText.Hiding secrets) {
        ManifestReader reader = new ManifestReader(origin, limits, secrets);
        YamlDocuments.read(text, origin, limits).forEach(reader::read);
        return reader.manifests();
    }

    /**
     * Takes in an object that is JSON already, for example from an API server: hides the values if it is a Secret.
     *
     * @param tree changed and kept; the caller must not use it afterwards
     * @throws ProblemException if it is a Secret whose values are not base64
     */
    public static Manifest admit(ObjectNode tree, String origin, SecretText.Hiding secrets) {
        SecretValues.hide(tree, origin, secrets);
        return Manifest.of(tree);
    }

    /**
     * Reads a single document that need not be a Kubernetes object, for example a values file.
     *
     * @return its value; a null node when the text holds none
     * @throws ProblemException if the text is refused or holds more than one document
     */
    public static JsonNode readTree(byte[] text, String origin, YamlLimits limits) {
        List<YamlDocument> documents = YamlDocuments.read(text, origin, limits.withDocuments(2));
        if (documents.size() > 1) {
            throw Problem.stalled("YamlInvalid", origin + " holds more than one document; one is expected.")
                    .asException();
        }
        return documents.isEmpty()
                ? tools.jackson.databind.node.JsonNodeFactory.instance.nullNode()
                : documents.getFirst().tree();
    }

    /**
     * As {@link #readTree}, for documents that must be a mapping.
     *
     * @return the mapping, empty when the text holds no document
     * @throws ProblemException also if the document is anything but a mapping
     */
    public static ObjectNode readObject(byte[] text, String origin, YamlLimits limits) {
        JsonNode tree = readTree(text, origin, limits);
        if (tree.isNull()) {
            return tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw Problem.stalled("YamlInvalid", origin + " is not a mapping of keys to values.")
                .asException();
    }

    /** For people: block style, text quoted only where Kubernetes would read it as something else. */
    public static String toYaml(JsonNode tree) {
        return YamlWriter.write(tree);
    }
}
