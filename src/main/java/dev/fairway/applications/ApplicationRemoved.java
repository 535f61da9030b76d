package dev.fairway.applications;

import dev.fairway.resource.ApplicationName;
import java.util.Optional;

/**
 * An application is gone for good. Published in the removing transaction.
 *
 * @param last how it was, since nobody can read it any more
 */
public record ApplicationRemoved(Application last) {

    public ApplicationName name() {
        return last.name();
    }

    public Optional<ApplicationName> parent() {
        return last.parent();
    }
}
