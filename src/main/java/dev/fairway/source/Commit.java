package dev.fairway.source;

import java.time.Instant;
import java.util.List;

/**
 * A commit's metadata. All texts come from the repository and are not trusted.
 *
 * @param sha 40 hex digits
 * @param author the author's name and address, {@code Name <address>}
 * @param authoredAt when the author wrote it
 * @param committedAt when it was committed; lead times start here
 * @param subject the first line of the message
 * @param message the whole message, cut at 16 KiB
 * @param parents the parents' SHAs; two or more for a merge
 */
public record Commit(
        String sha,
        String author,
        Instant authoredAt,
        Instant committedAt,
        String subject,
        String message,
        List<String> parents) {

    public Commit {
        // Git's objects may hold anything; Postgres has no text with a zero in it.
        author = author.replace('\0', '\uFFFD');
        subject = subject.replace('\0', '\uFFFD');
        message = message.replace('\0', '\uFFFD');
    }
}
