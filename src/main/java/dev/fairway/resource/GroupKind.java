package dev.fairway.resource;

/**
 * A kind without its version.
 *
 * @param group the API group, empty for the core group
 * @param kind the kind, for example {@code Deployment}
 */
public record GroupKind(String group, String kind) {

    @Override
    public String toString() {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
