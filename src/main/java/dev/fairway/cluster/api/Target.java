package dev.fairway.cluster.api;

import dev.fairway.cluster.ApiCatalog.ApiKind;
import dev.fairway.resource.ResourceKey;

/**
 * What a request is about, for messages.
 *
 * @param verb for counters: {@code get}, {@code list}, {@code watch}, {@code apply}, {@code dry-run} …
 * @param subject for people: {@code Deployment/shop/web}
 * @param secret whether the server's words may quote a Secret, so that they are never repeated
 */
public record Target(String verb, String subject, boolean secret) {

    public static Target of(String verb, ResourceKey key) {
        return new Target(verb, key.display(), key.kind().equals("Secret"));
    }

    public static Target of(String verb, ApiKind kind) {
        return new Target(
                verb, kind.gvk().groupKind().toString(), kind.gvk().kind().equals("Secret"));
    }

    public static Target server(String verb, String subject) {
        return new Target(verb, subject, false);
    }

    /** What was tried, after "has no right to". */
    String deed() {
        return switch (verb) {
            case "events" -> "read its events";
            case "logs" -> "read its log";
            default -> verb + " this";
        };
    }
}
