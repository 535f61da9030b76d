package dev.fairway.resource;

/**
 * A kind at a version.
 *
 * @param group the API group, empty for the core group
 * @param version for example {@code v1}
 * @param kind for example {@code Deployment}
 */
public record GroupVersionKind(String group, String version, String kind) {

    /** Reads the two fields every Kubernetes object carries, for example {@code apps/v1} and {@code Deployment}. */
    public static GroupVersionKind of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        return slash < 0
                ? new GroupVersionKind("", apiVersion, kind)
                : new GroupVersionKind(apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public GroupKind groupKind() {
        return new GroupKind(group, kind);
    }

    @Override
    public String toString() {
        return apiVersion() + "/" + kind;
    }
}
