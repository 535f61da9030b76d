package dev.fairway.source.git;

import dev.fairway.resource.Redaction;
import dev.fairway.source.Commit;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Commits as values. */
final class CommitReader {

    private static final int LONGEST_MESSAGE = 16 << 10;
    private static final int LONGEST_LINE = 512;

    private final Repository repository;

    CommitReader(Repository repository) {
        this.repository = repository;
    }

    Commit commit(String sha) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return value(walk.parseCommit(ObjectId.fromString(sha)));
        }
    }

    ObjectId tree(String sha) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(ObjectId.fromString(sha)).getTree();
        }
    }

    List<Commit> between(String from, String to, List<String> paths, int limit) throws IOException {
        List<Commit> found = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.sort(RevSort.COMMIT_TIME_DESC);
            walk.sort(RevSort.TOPO, true);
            walk.markStart(walk.parseCommit(ObjectId.fromString(to)));
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(from)));
            List<String> folders =
                    paths.stream().filter(path -> !path.isEmpty()).toList();
            if (!paths.isEmpty() && folders.size() == paths.size()) {
                walk.setTreeFilter(
                        AndTreeFilter.create(PathFilterGroup.createFromStrings(folders), TreeFilter.ANY_DIFF));
            }
            for (RevCommit commit : walk) {
                if (found.size() == limit) {
                    break;
                }
                walk.parseBody(commit);
                found.add(value(commit));
            }
        }
        return found;
    }

    /** Files that differ; empty if there are more than the limit. */
    Optional<List<String>> changed(String from, String to, int limit) throws IOException {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            walk.addTree(tree(from));
            walk.addTree(tree(to));
            List<String> paths = new ArrayList<>();
            while (walk.next()) {
                if (paths.size() == limit) {
                    return Optional.empty();
                }
                paths.add(walk.getPathString());
            }
            return Optional.of(paths);
        }
    }

    private static Commit value(RevCommit commit) {
        PersonIdent author = ident(commit.getAuthorIdent());
        return new Commit(
                commit.name(),
                cut(author.getName() + " <" + author.getEmailAddress() + ">", LONGEST_LINE),
                author.getWhenAsInstant(),
                ident(commit.getCommitterIdent()).getWhenAsInstant(),
                cut(commit.getShortMessage(), LONGEST_LINE),
                cut(commit.getFullMessage(), LONGEST_MESSAGE),
                Arrays.stream(commit.getParents()).map(RevCommit::name).toList());
    }

    /** JGit gives none for a line it cannot read. */
    private static PersonIdent ident(@Nullable PersonIdent read) {
        return read == null ? new PersonIdent("unknown", "", Instant.EPOCH, ZoneOffset.UTC) : read;
    }

    /** Everybody who sees the commit sees what its author wrote, and not what its author made of the line around it. */
    private static String cut(String text, int length) {
        String shown = Redaction.visible(text);
        return shown.length() > length ? shown.substring(0, length) : shown;
    }
}
