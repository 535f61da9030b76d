package dev.fairway.web.applications;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The addresses of an application's pages. */
public final class AppLink {

    /** Stands for an empty group or namespace in an address. */
    public static final String NONE = "-";

    private AppLink() {}

    public static String to(ApplicationName application) {
        return "/apps/" + part(application.namespace()) + "/" + part(application.name());
    }

    public static String to(ApplicationName application, ResourceKey key) {
        return to(application) + "/r/" + orNone(key.group()) + "/" + part(key.kind()) + "/" + orNone(key.namespace())
                + "/" + part(key.name());
    }

    /** Reads back what {@link ResourceKey#toString} wrote into a query; empty for anything else. */
    public static Optional<ResourceKey> key(String text) {
        try {
            return Optional.of(ResourceKey.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String orNone(String text) {
        return text.isEmpty() ? NONE : part(text);
    }

    /** A value of a query. */
    public static String encoded(String text) {
        return part(text);
    }

    private static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
