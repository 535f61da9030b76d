package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.StatusException.Cause;
import dev.fairway.sandbox.api.schema.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Which names objects may have. */
final class Names {

    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern DNS_LABEL = Pattern.compile(LABEL);
    private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Set<String> LABEL_NAMED = Set.of("Namespace");
    private static final Set<String> PATH_NAMED = Set.of("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding");

    private Names() {}

    static Optional<Cause> problem(ResourceType type, String name) {
        if (name.isEmpty()) {
            return Optional.of(new Cause(
                    "FieldValueRequired", "Required value: name or generateName is required", "metadata.name"));
        }
        if (PATH_NAMED.contains(type.kind()) && type.group().equals("rbac.authorization.k8s.io")) {
            return name.equals(".") || name.equals("..") || name.contains("/") || name.contains("%")
                    ? invalid(name, "may not be '.', '..' or contain '/' or '%'")
                    : Optional.empty();
        }
        if (type.kind().equals("Service") && type.group().isEmpty()) {
            return label(name);
        }
        if (LABEL_NAMED.contains(type.kind()) && type.group().isEmpty()) {
            return label(name);
        }
        if (name.length() > 253) {
            return invalid(name, "must be no more than 253 bytes");
        }
        return SUBDOMAIN.matcher(name).matches()
                ? Optional.empty()
                : invalid(
                        name,
                        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and"
                                + " must start and end with an alphanumeric character (e.g. 'example.com', regex used for"
                                + " validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
    }

    private static Optional<Cause> label(String name) {
        if (name.length() > 63) {
            return invalid(name, "must be no more than 63 bytes");
        }
        return DNS_LABEL.matcher(name).matches()
                ? Optional.empty()
                : invalid(
                        name,
                        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must"
                                + " start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used"
                                + " for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");
    }

    private static Optional<Cause> invalid(String name, String message) {
        return Optional.of(
                new Cause("FieldValueInvalid", "Invalid value: \"" + name + "\": " + message, "metadata.name"));
    }

    /** The name of a part of an object. */
    static Optional<Cause> labelProblem(String name, String path) {
        return label(name).map(cause -> new Cause(cause.reason(), cause.message(), path));
    }

    /** Labels and annotations. */
    static void labels(JsonNode metadata, List<Cause> causes) {
        metadata.path("labels").properties().forEach(label -> {
            keyProblem(label.getKey(), "metadata.labels").ifPresent(causes::add);
            String value = label.getValue().asString("");
            if (!value.isEmpty()
                    && (value.length() > 63 || !LABEL_VALUE.matcher(value).matches())) {
                String message = value.length() > 63
                        ? "must be no more than 63 bytes"
                        : "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and"
                                + " must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or"
                                + " '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
                causes.add(new Cause(
                        "FieldValueInvalid", "Invalid value: \"" + value + "\": " + message, "metadata.labels"));
            }
        });
        metadata.path("annotations").propertyNames().forEach(key -> keyProblem(
                        key.toLowerCase(java.util.Locale.ROOT), "metadata.annotations")
                .ifPresent(causes::add));
    }

    private static Optional<Cause> keyProblem(String key, String path) {
        String name = key.substring(key.indexOf('/') + 1);
        return name.length() <= 63 && LABEL_VALUE.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(new Cause(
                        "FieldValueInvalid",
                        "Invalid value: \"" + key
                                + "\": name part must consist of alphanumeric characters, '-', '_' or '.',"
                                + " and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or"
                                + " '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
                        path));
    }
}
