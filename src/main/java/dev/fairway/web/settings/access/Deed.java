package dev.fairway.web.settings.access;

import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Resource;
import java.util.List;
import java.util.Optional;

/**
 * Something that people do, in their words.
 *
 * @param key names it in addresses
 * @param text what it is, as a verb with its object
 */
public record Deed(String key, String text, Resource resource, String action) {

    static final List<Deed> ALL = List.of(
            of("see", "See an application", Resource.APPLICATIONS, "get"),
            of("logs", "Read logs", Resource.LOGS, "get"),
            of("sync", "Sync, refresh, pause", Resource.APPLICATIONS, "sync"),
            of("rollback", "Roll back", Resource.APPLICATIONS, "rollback"),
            of("push", "Push a rollback to the branch", Resource.APPLICATIONS, "rollback/push"),
            of("restart", "Restart a Deployment", Resource.APPLICATIONS, "action/apps/Deployment/restart"),
            of("create", "Create an application", Resource.APPLICATIONS, "create"),
            of("update", "Change an application", Resource.APPLICATIONS, "update"),
            of("delete", "Delete an application", Resource.APPLICATIONS, "delete"),
            of("delete-object", "Delete a Deployment of it", Resource.APPLICATIONS, "delete/apps/Deployment/ns/name"),
            of("project", "Change a project", Resource.PROJECTS, "update"),
            of("repository", "Enter a repository", Resource.REPOSITORIES, "create"),
            of("cluster", "Enter a cluster", Resource.CLUSTERS, "create"),
            of("audit", "Read the audit", Resource.AUDIT, "get"),
            of("access", "Change who may do what", Resource.ACCOUNTS, "update"));

    private static Deed of(String key, String text, Resource resource, String action) {
        return new Deed(key, text, resource, action);
    }

    static Optional<Deed> of(String key) {
        return ALL.stream().filter(deed -> deed.key().equals(key)).findFirst();
    }

    /** Whether it is done to an application; otherwise to a project, or to the installation. */
    boolean isOnApplication() {
        return resource == Resource.APPLICATIONS || resource == Resource.LOGS;
    }

    boolean isOfTheInstallation() {
        return !isOnApplication() && resource != Resource.PROJECTS;
    }

    /** Done in a project, whichever object it may be there. */
    Need in(String project) {
        return new Need(
                resource,
                action,
                isOnApplication() ? project + "/any" : resource == Resource.PROJECTS ? project : Need.ALL);
    }
}
