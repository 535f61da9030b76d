package dev.fairway.resource;

import java.util.Optional;

/**
 * Which application an object belongs to, in the exact form of Argo CD's annotation
 * {@code argocd.argoproj.io/tracking-id}: {@code <app>:<group>/<kind>:<namespace>/<name>}. A cluster-scoped object carries
 * the destination namespace of its application.
 *
 * @param application who owns the object
 * @param group the object's group
 * @param kind the object's kind
 * @param namespace the object's namespace, or the destination namespace if it is cluster-scoped
 * @param name the object's name
 */
public record TrackingId(ApplicationName application, String group, String kind, String namespace, String name) {

    public static TrackingId of(ApplicationName application, ResourceKey key, String destinationNamespace) {
        return new TrackingId(
                application,
                key.group(),
                key.kind(),
                key.isClusterScoped() ? destinationNamespace : key.namespace(),
                key.name());
    }

    /** Reads the annotation's text; empty when it has another form. */
    public static Optional<TrackingId> parse(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length != 3) {
            return Optional.empty();
        }
        int groupEnd = parts[1].indexOf('/');
        int namespaceEnd = parts[2].indexOf('/');
        if (parts[0].isEmpty() || groupEnd < 0 || namespaceEnd < 0) {
            return Optional.empty();
        }
        return Optional.of(new TrackingId(
                ApplicationName.ofTrackingName(parts[0]),
                parts[1].substring(0, groupEnd),
                parts[1].substring(groupEnd + 1),
                parts[2].substring(0, namespaceEnd),
                parts[2].substring(namespaceEnd + 1)));
    }

    /**
     * The tracking id an object carries, if it is about that very object. A controller that copies annotations from a
     * parent copies the id too; such a copy owns nothing.
     */
    public static Optional<TrackingId> ownedBy(Manifest object) {
        return object.annotation(WellKnown.TRACKING_ID)
                .flatMap(TrackingId::parse)
                .filter(id -> id.isAbout(object.key()));
    }

    public boolean isAbout(ResourceKey key) {
        return group.equals(key.group())
                && kind.equals(key.kind())
                && name.equals(key.name())
                && (key.isClusterScoped() || namespace.equals(key.namespace()));
    }

    @Override
    public String toString() {
        return application.trackingName() + ":" + group + "/" + kind + ":" + namespace + "/" + name;
    }
}
