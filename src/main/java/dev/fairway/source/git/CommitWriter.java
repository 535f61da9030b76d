package dev.fairway.source.git;

import dev.fairway.resource.Problem;
import dev.fairway.source.Edit;
import dev.fairway.source.ProposedCommit;
import dev.fairway.source.ProposedCommit.Change;
import dev.fairway.source.ProposedCommit.ChangedFile;
import dev.fairway.source.Restoration;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Makes commits out of what the mirror has, without a work tree. */
final class CommitWriter {

    private static final String COMMITTER = "Fairway";
    private static final String NO_ADDRESS = "fairway@invalid";
    private static final int BEFORE = 0;
    private static final int WANTED = 1;

    private final Repository repository;

    CommitWriter(Repository repository) {
        this.repository = repository;
    }

    ProposedCommit restore(Restoration wanted) throws IOException {
        DirCache index = DirCache.newInCore();
        List<ChangedFile> files = fill(index, wanted);
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            String id = commit(index, inserter, wanted.base(), wanted.author(), wanted.message(), wanted.at());
            return new ProposedCommit(id, wanted.base(), files);
        }
    }

    ProposedCommit edit(Edit wanted) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter();
                RevWalk commits = new RevWalk(repository)) {
            DirCache index = DirCache.read(
                    commits.getObjectReader(),
                    commits.parseCommit(ObjectId.fromString(wanted.base())).getTree());
            DirCacheEntry entry = index.getEntry(wanted.path());
            if (entry == null || entry.getFileMode().getObjectType() != Constants.OBJ_BLOB) {
                throw Problem.stalled("NotFound", "There is no file %s in this commit.".formatted(wanted.path()))
                        .asException();
            }
            ObjectId content = inserter.insert(Constants.OBJ_BLOB, wanted.content());
            boolean same = content.equals(entry.getObjectId());
            entry.setObjectId(content);
            String id = commit(index, inserter, wanted.base(), wanted.author(), wanted.message(), wanted.at());
            return new ProposedCommit(
                    id, wanted.base(), same ? List.of() : List.of(new ChangedFile(wanted.path(), Change.CHANGED)));
        }
    }

    private static String commit(
            DirCache index, ObjectInserter inserter, String base, Restoration.Author author, String message, Instant at)
            throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree(index, inserter));
        commit.setParentId(ObjectId.fromString(base));
        commit.setAuthor(new PersonIdent(author.name(), author.address(), at, ZoneOffset.UTC));
        commit.setCommitter(new PersonIdent(COMMITTER, NO_ADDRESS, at, ZoneOffset.UTC));
        commit.setMessage(message);
        ObjectId id = inserter.insert(commit);
        inserter.flush();
        return id.name();
    }

    private List<ChangedFile> fill(DirCache index, Restoration wanted) throws IOException {
        List<ChangedFile> files = new ArrayList<>();
        DirCacheBuilder builder = index.builder();
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commits.parseCommit(ObjectId.fromString(wanted.base())).getTree());
            walk.addTree(commits.parseCommit(ObjectId.fromString(wanted.from())).getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                boolean chosen = wanted.paths().test(walk.getPathString());
                int side = chosen ? WANTED : BEFORE;
                if (walk.getFileMode(side) != FileMode.MISSING) {
                    DirCacheEntry entry = new DirCacheEntry(walk.getPathString());
                    entry.setFileMode(walk.getFileMode(side));
                    entry.setObjectId(walk.getObjectId(side));
                    builder.add(entry);
                }
                if (chosen && differs(walk)) {
                    files.add(new ChangedFile(walk.getPathString(), change(walk)));
                }
            }
        }
        builder.finish();
        return files;
    }

    private static boolean differs(TreeWalk walk) {
        return !walk.idEqual(BEFORE, WANTED) || walk.getFileMode(BEFORE) != walk.getFileMode(WANTED);
    }

    private static Change change(TreeWalk walk) {
        if (walk.getFileMode(BEFORE) == FileMode.MISSING) {
            return Change.ADDED;
        }
        return walk.getFileMode(WANTED) == FileMode.MISSING ? Change.REMOVED : Change.CHANGED;
    }

    private static ObjectId tree(DirCache index, ObjectInserter inserter) throws IOException {
        try {
            return index.writeTree(inserter);
        } catch (IllegalStateException bothFileAndFolder) {
            throw Problem.stalled(
                            "RestoreConflict",
                            "A path would be a file and a folder at once; this can only be undone by hand")
                    .asException(bothFileAndFolder);
        }
    }
}
