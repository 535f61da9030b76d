package dev.fairway.access.policy;

import java.util.Optional;
import java.util.stream.Stream;

/** What rights are about; the words are Argo CD's, but for the last two. */
public enum Resource {
    APPLICATIONS("applications"),
    APPLICATION_SETS("applicationsets"),
    CLUSTERS("clusters"),
    PROJECTS("projects"),
    REPOSITORIES("repositories"),
    WRITE_REPOSITORIES("write-repositories"),
    ACCOUNTS("accounts"),
    CERTIFICATES("certificates"),
    GPG_KEYS("gpgkeys"),
    LOGS("logs"),
    EXEC("exec"),
    EXTENSIONS("extensions"),
    AUDIT("audit"),
    NOTIFICATIONS("notifications");

    private final String word;

    Resource(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<Resource> of(String word) {
        return Stream.of(values())
                .filter(resource -> resource.word.equals(word))
                .findFirst();
    }
}
