package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.storage.Entry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which object a writer has in mind. */
final class Preconditions {

    private Preconditions() {}

    /**
     * Of a write: the uid and the version that the writer names, if it does.
     *
     * @return whether it named a version
     * @throws StatusException if it is another object or another version of it
     */
    static boolean ofWrite(Target target, Entry entry, ObjectNode sent) {
        JsonNode metadata = sent.path("metadata");
        String uid = metadata.path("uid").asString("");
        if (!uid.isEmpty() && !uid.equals(entry.uid())) {
            throw StatusException.conflict(
                    target.type(),
                    target.name(),
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + entry.uid());
        }
        String wanted = metadata.path("resourceVersion").asString("");
        if (wanted.isEmpty() || wanted.equals("0")) {
            return false;
        }
        if (!wanted.equals(Long.toString(entry.version()))) {
            throw StatusException.modified(target.type(), target.name());
        }
        return true;
    }

    /**
     * Of a deletion.
     *
     * @throws StatusException if it is another object or another version of it
     */
    static void ofDeletion(Target target, Entry entry, DeleteOptions how) {
        how.uid().filter(uid -> !uid.equals(entry.uid())).ifPresent(uid -> {
            throw StatusException.otherObject(target.type(), target.name(), uid, entry.uid());
        });
        how.resourceVersion()
                .filter(v -> !v.equals(Long.toString(entry.version())))
                .ifPresent(v -> {
                    throw StatusException.conflict(
                            target.type(),
                            target.name(),
                            "Precondition failed: ResourceVersion in precondition: " + v
                                    + ", ResourceVersion in object meta: " + entry.version());
                });
    }
}
