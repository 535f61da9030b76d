package dev.fairway.web.view;

/** Revisions as people say them: seven digits of a commit, anything else as it is. */
public final class ShortRevision {

    private ShortRevision() {}

    public static String of(String revision) {
        return revision.matches("[0-9a-f]{40}") ? revision.substring(0, 7) : revision;
    }
}
