package dev.fairway.access.policy;

import dev.fairway.resource.ApplicationName;

/**
 * What someone wants to do.
 *
 * @param action for example {@code sync} or {@code action/apps/Deployment/restart}
 * @param object for example {@code shop/cart}; {@link #ALL} for the installation as a whole
 */
public record Need(Resource resource, String action, String object) {

    public static final String ALL = "*";

    /** Argo CD's names: {@code project/name}, outside the control plane's namespace {@code project/namespace/name}. */
    public static Need onApplication(Resource resource, String action, String project, ApplicationName name) {
        return new Need(
                resource,
                action,
                name.namespace().equals(ApplicationName.CONTROL_PLANE_NAMESPACE)
                        ? project + "/" + name.name()
                        : project + "/" + name);
    }

    public static Need onInstallation(Resource resource, String action) {
        return new Need(resource, action, ALL);
    }

    /** The project it is in; for what is in no project, a word that no project can have as its name. */
    public String project() {
        if (resource == Resource.PROJECTS) {
            return object;
        }
        int slash = object.indexOf('/');
        return slash < 0 ? ALL : object.substring(0, slash);
    }

    /** {@code applications, sync, shop/cart}, as a policy line says it. */
    @Override
    public String toString() {
        return resource.word() + ", " + action + ", " + object;
    }
}
