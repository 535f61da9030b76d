package dev.fairway.cluster.api;

import dev.fairway.cluster.ApiCatalog.ApiKind;
import dev.fairway.resource.GroupVersionKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where objects are found below a server's address. */
public final class ResourcePaths {

    private ResourcePaths() {}

    /** Every object of a kind, in one namespace or, with an empty namespace, in all. */
    public static String collection(ApiKind kind, String namespace) {
        return collection(kind, kind.gvk(), namespace);
    }

    /** As above, at a version that need not be the preferred one. */
    public static String collection(ApiKind kind, GroupVersionKind version, String namespace) {
        String root = version.group().isEmpty() ? "/api/" : "/apis/";
        String scope = kind.namespaced() && !namespace.isEmpty() ? "/namespaces/" + segment(namespace) : "";
        return root + version.apiVersion() + scope + "/" + kind.plural();
    }

    public static String object(ApiKind kind, GroupVersionKind version, String namespace, String name) {
        return collection(kind, version, namespace) + "/" + segment(name);
    }

    /** Names may hold a colon or, from a hostile manifest, anything at all. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
