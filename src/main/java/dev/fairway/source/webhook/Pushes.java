package dev.fairway.source.webhook;

import dev.fairway.resource.RepositoryUrl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** From a host's JSON to pushes. What is missing or of another type is left out; nothing here can fail. */
final class Pushes {

    private static final int MOST_FILES = 20_000;
    private static final int MOST_EVENTS = 1_000;
    private static final int LONGEST = 2_000;

    private Pushes() {}

    static List<PushEvent> of(WebhookHost host, JsonNode body) {
        List<PushEvent> events =
                switch (host) {
                    case GITHUB, GITEA, GOGS -> List.of(gitHubLike(body));
                    case GITLAB -> List.of(gitLab(body));
                    case BITBUCKET_SERVER -> bitbucketServer(body);
                    case BITBUCKET_CLOUD -> bitbucketCloud(body);
                    case AZURE_DEVOPS -> azureDevOps(body);
                };
        return events.stream()
                .filter(event ->
                        event.ref().startsWith("refs/") && !event.repositories().isEmpty())
                .limit(MOST_EVENTS)
                .toList();
    }

    private static PushEvent gitHubLike(JsonNode body) {
        JsonNode repository = body.path("repository");
        return new PushEvent(
                urls(repository.path("clone_url"), repository.path("html_url"), repository.path("ssh_url")),
                text(body.path("ref")),
                text(body.path("before")),
                text(body.path("after")),
                changedFiles(body.path("commits")),
                text(repository.path("default_branch")));
    }

    private static PushEvent gitLab(JsonNode body) {
        JsonNode project = body.path("project");
        return new PushEvent(
                urls(
                        project.path("git_http_url"),
                        project.path("http_url"),
                        project.path("web_url"),
                        project.path("homepage"),
                        project.path("git_ssh_url"),
                        project.path("ssh_url"),
                        project.path("url")),
                text(body.path("ref")),
                text(body.path("before")),
                text(body.path("after")),
                changedFiles(body.path("commits")),
                text(project.path("default_branch")));
    }

    private static List<PushEvent> bitbucketServer(JsonNode body) {
        JsonNode links = body.path("repository").path("links");
        List<JsonNode> addresses = new ArrayList<>();
        links.path("clone").forEach(link -> addresses.add(link.path("href")));
        List<PushEvent> events = new ArrayList<>();
        for (JsonNode change : body.path("changes")) {
            String id = text(change.path("ref").path("id"));
            events.add(new PushEvent(
                    urls(addresses.toArray(JsonNode[]::new)),
                    id.isEmpty() ? text(change.path("refId")) : id,
                    text(change.path("fromHash")),
                    text(change.path("toHash")),
                    Set.of(),
                    ""));
        }
        return events;
    }

    private static List<PushEvent> bitbucketCloud(JsonNode body) {
        JsonNode repository = body.path("repository");
        List<PushEvent> events = new ArrayList<>();
        for (JsonNode change : body.path("push").path("changes")) {
            JsonNode named = change.path("new").isObject() ? change.path("new") : change.path("old");
            String name = text(named.path("name"));
            String kind = text(named.path("type")).equals("tag") ? "refs/tags/" : "refs/heads/";
            events.add(new PushEvent(
                    urls(repository.path("links").path("html").path("href")),
                    name.isEmpty() ? "" : kind + name,
                    text(change.path("old").path("target").path("hash")),
                    text(change.path("new").path("target").path("hash")),
                    Set.of(),
                    text(repository.path("mainbranch").path("name"))));
        }
        return events;
    }

    private static List<PushEvent> azureDevOps(JsonNode body) {
        if (!text(body.path("eventType")).equals("git.push")) {
            return List.of();
        }
        JsonNode repository = body.path("resource").path("repository");
        String branch = text(repository.path("defaultBranch"));
        List<PushEvent> events = new ArrayList<>();
        for (JsonNode update : body.path("resource").path("refUpdates")) {
            events.add(new PushEvent(
                    urls(repository.path("remoteUrl")),
                    text(update.path("name")),
                    text(update.path("oldObjectId")),
                    text(update.path("newObjectId")),
                    Set.of(),
                    branch.startsWith("refs/heads/") ? branch.substring("refs/heads/".length()) : branch));
        }
        return events;
    }

    private static Set<String> changedFiles(JsonNode commits) {
        Set<String> files = new LinkedHashSet<>();
        for (JsonNode commit : commits) {
            Stream.of("added", "modified", "removed").forEach(kind -> {
                for (JsonNode file : commit.path(kind)) {
                    if (files.size() < MOST_FILES && !text(file).isEmpty()) {
                        files.add(text(file));
                    }
                }
            });
        }
        return files;
    }

    private static List<RepositoryUrl> urls(JsonNode... nodes) {
        return Stream.of(nodes)
                .map(Pushes::text)
                .filter(text -> !text.isEmpty())
                .map(RepositoryUrl::new)
                .distinct()
                .toList();
    }

    private static String text(JsonNode node) {
        String text = node.isString() ? node.stringValue() : "";
        return text.length() > LONGEST || text.indexOf('\0') >= 0 ? "" : text;
    }
}
