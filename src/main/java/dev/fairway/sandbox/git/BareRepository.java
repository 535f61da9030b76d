package dev.fairway.sandbox.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A bare repository with one branch, {@code main}, to which whole states are committed without a work tree. */
final class BareRepository implements AutoCloseable {

    private static final String BRANCH = "refs/heads/main";

    private final Repository repository;

    private BareRepository(Repository repository) {
        this.repository = repository;
    }

    static BareRepository create(Path folder) throws IOException {
        Repository repository =
                new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
        repository.create(true);
        repository.updateRef(Constants.HEAD, true).link(BRANCH);
        return new BareRepository(repository);
    }

    /**
     * Commits a state on top of what is there.
     *
     * @param files every file of the state, by path
     * @param author as {@code Name <mail>}
     */
    void commit(SortedMap<String, String> files, String author, Instant when, String message) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId parent = repository.resolve(BRANCH);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(files, inserter));
            if (parent != null) {
                commit.setParentId(parent);
            }
            PersonIdent person = person(author, when);
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage(message.stripTrailing() + "\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef(BRANCH);
            update.setNewObjectId(id);
            update.setExpectedOldObjectId(parent == null ? ObjectId.zeroId() : parent);
            RefUpdate.Result result = update.update();
            if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
                throw new IOException("The sample branch could not be moved: " + result);
            }
        }
    }

    private static ObjectId tree(SortedMap<String, String> files, ObjectInserter inserter) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        for (Map.Entry<String, String> file : files.entrySet()) {
            DirCacheEntry entry = new DirCacheEntry(file.getKey());
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(
                    inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
            builder.add(entry);
        }
        builder.finish();
        return index.writeTree(inserter);
    }

    private static PersonIdent person(String author, Instant when) {
        int mail = author.indexOf('<');
        return mail < 0
                ? new PersonIdent(author, "", when, ZoneOffset.UTC)
                : new PersonIdent(
                        author.substring(0, mail).strip(),
                        author.substring(mail + 1).replace(">", "").strip(),
                        when,
                        ZoneOffset.UTC);
    }

    @Override
    public void close() {
        repository.close();
    }
}
