package dev.fairway.web.access;

import dev.fairway.access.policy.Decision;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Resource;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the person who looks may do to one application.
 *
 * @param decide a need to its decision, for that person
 */
public record AppPermits(ApplicationName application, String project, Function<Need, Decision> decide) {

    public Permit getSync() {
        return to("sync");
    }

    public Permit getUpdate() {
        return to("update");
    }

    public Permit getDelete() {
        return to("delete");
    }

    public Permit getRollback() {
        return to("rollback");
    }

    /** To write a rollback to the branch itself, where otherwise it is left beside it. */
    public Permit getPush() {
        return to("rollback/push");
    }

    public Permit getLogs() {
        return Permit.of(decide.apply(Need.onApplication(Resource.LOGS, "get", project, application)));
    }

    /** @param verb as forms send it */
    public Permit act(ResourceKey key, String verb) {
        return to("action/%s/%s/%s".formatted(key.group(), key.kind(), Asked.actionOf(verb)));
    }

    public Permit deletion(ResourceKey key) {
        return to("delete/%s/%s/%s/%s".formatted(key.group(), key.kind(), key.namespace(), key.name()));
    }

    /** What is missing on every page of the application, each reason once. */
    public List<String> getRefusals() {
        return Stream.of(getSync(), getUpdate(), getRollback(), getDelete())
                .filter(Permit::isOff)
                .map(Permit::refusal)
                .distinct()
                .toList();
    }

    private Permit to(String action) {
        return Permit.of(decide.apply(Need.onApplication(Resource.APPLICATIONS, action, project, application)));
    }
}
