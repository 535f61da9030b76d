package dev.fairway.reconciliation.engine;

import dev.fairway.applications.Application;
import dev.fairway.resource.RepositoryUrl;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Which Git repositories an application follows; read leniently, for an invalid spec follows nothing. */
final class Following {

    private Following() {}

    static List<RepositoryUrl> repositories(Application application) {
        JsonNode spec = application.manifest().tree().path("spec");
        List<RepositoryUrl> repositories = new ArrayList<>();
        if (spec.path("sources").isEmpty()) {
            add(spec.path("source"), repositories);
        } else {
            spec.path("sources").forEach(source -> add(source, repositories));
        }
        return repositories;
    }

    private static void add(JsonNode source, List<RepositoryUrl> repositories) {
        String url = source.path("repoURL").asString("");
        if (!url.isEmpty() && source.path("chart").asString("").isEmpty() && !url.startsWith("oci://")) {
            repositories.add(new RepositoryUrl(url));
        }
    }
}
