package dev.fairway.source;

import java.time.Instant;
import java.util.Arrays;

/**
 * One file of a repository with other content; all other paths stay as they are.
 *
 * @param base the commit to change, a full SHA
 * @param path of a file that is there, without a leading slash
 * @param content all of its new bytes
 * @param message the whole commit message
 * @param author who asked for it
 */
public record Edit(String base, String path, byte[] content, String message, Restoration.Author author, Instant at) {

    public Edit {
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Edit edit
                && base.equals(edit.base)
                && path.equals(edit.path)
                && Arrays.equals(content, edit.content)
                && message.equals(edit.message)
                && author.equals(edit.author)
                && at.equals(edit.at);
    }

    @Override
    public int hashCode() {
        return base.hashCode() * 31 + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "Edit of " + path + " at " + base;
    }
}
