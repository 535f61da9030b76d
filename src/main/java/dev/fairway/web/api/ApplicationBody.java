package dev.fairway.web.api;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Applications as requests carry them. */
final class ApplicationBody {

    private ApplicationBody() {}

    static Manifest read(JsonNode body) {
        if (!(body instanceof ObjectNode object) || !object.path("metadata").isObject()) {
            throw Problem.stalled("InvalidRequest", "Send one Application object as JSON.")
                    .asException();
        }
        ObjectNode copy = object.deepCopy();
        // Argo CD's clients leave these two out.
        if (copy.path("kind").asString("").isEmpty()) {
            copy.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Application");
        }
        return Manifest.of(copy);
    }

    static ApplicationName name(Manifest application) {
        return ApplicationName.parse(namespace(application) + "/" + application.name());
    }

    private static String namespace(Manifest application) {
        return application.namespace().isEmpty() ? ApplicationName.CONTROL_PLANE_NAMESPACE : application.namespace();
    }

    /** The name in an address is the application's; a body may repeat it, and not say another one. */
    static void requireName(String inAddress, String inBody) {
        if (!inBody.isEmpty() && !inAddress.equals(inBody)) {
            throw Problem.stalled(
                            "InvalidRequest",
                            "The address names the application %s and the body %s. A name cannot be changed."
                                    .formatted(inAddress, inBody))
                    .asException();
        }
    }

    /** What one may do is decided by the address, so that the body cannot name another namespace. */
    static void requireNamespace(String inAddress, String inBody) {
        if (!inBody.isEmpty() && !inAddress.equals(inBody)) {
            throw Problem.stalled(
                            "InvalidRequest",
                            "The application's namespace is %s in the body and %s in the address. Name it in the address:"
                                            .formatted(inBody, inAddress)
                                    + " ?appNamespace=" + inBody)
                    .asException();
        }
    }

    /** The application of the address; Argo CD's clients repeat both of its names in the body of these requests. */
    static ApplicationName named(String namespace, String name, JsonNode body) {
        requireName(name, body.path("name").asString(""));
        requireNamespace(namespace, body.path("appNamespace").asString(""));
        return new ApplicationName(namespace, name);
    }
}
