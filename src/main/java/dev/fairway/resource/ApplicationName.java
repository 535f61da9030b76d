package dev.fairway.resource;

/**
 * The identity of an application everywhere: URLs, rights, tracking.
 *
 * @param namespace the namespace of the Application object
 * @param name its name
 */
public record ApplicationName(String namespace, String name) implements Comparable<ApplicationName> {

    /** The control plane's own namespace; its applications need no prefix in tracking ids (Argo CD's rule). */
    public static final String CONTROL_PLANE_NAMESPACE = "argocd";

    /** How tracking ids name this application: {@code name}, or {@code namespace_name} outside the control plane's. */
    public String trackingName() {
        return namespace.equals(CONTROL_PLANE_NAMESPACE) ? name : namespace + "_" + name;
    }

    /** Reads a tracking name back. */
    public static ApplicationName ofTrackingName(String trackingName) {
        int underscore = trackingName.indexOf('_');
        return underscore < 0
                ? new ApplicationName(CONTROL_PLANE_NAMESPACE, trackingName)
                : new ApplicationName(trackingName.substring(0, underscore), trackingName.substring(underscore + 1));
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }

    public static ApplicationName parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new ApplicationName(CONTROL_PLANE_NAMESPACE, text)
                : new ApplicationName(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public int compareTo(ApplicationName other) {
        return toString().compareTo(other.toString());
    }
}
