package dev.fairway.source.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;

/** A bare repository that is written to without a work tree. */
public final class TestRepository {

    private final Repository repository;
    private final Map<String, Map<String, Content>> branches = new LinkedHashMap<>();
    private Instant now = Instant.parse("2026-01-01T10:00:00Z");

    private record Content(FileMode mode, byte[] bytes) {}

    public TestRepository(Path folder) {
        IsolatedGit.install();
        try {
            repository = new FileRepository(folder.toFile());
            repository.create(true);
            repository.updateRef(Constants.HEAD).link("refs/heads/main");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Repository repository() {
        return repository;
    }

    /** Commits files to {@code main}; pairs of path and content. */
    public String commit(String message, String... pathsAndContents) {
        return commitTo("main", message, pathsAndContents);
    }

    public String commitTo(String branch, String message, String... pathsAndContents) {
        Map<String, Content> files = files(branch);
        for (int i = 0; i < pathsAndContents.length; i += 2) {
            files.put(pathsAndContents[i], new Content(FileMode.REGULAR_FILE, utf8(pathsAndContents[i + 1])));
        }
        return write(branch, message, files);
    }

    public String commitBytes(String message, String path, byte[] bytes) {
        Map<String, Content> files = files("main");
        files.put(path, new Content(FileMode.REGULAR_FILE, bytes));
        return write("main", message, files);
    }

    public String link(String path, String target) {
        Map<String, Content> files = files("main");
        files.put(path, new Content(FileMode.SYMLINK, utf8(target)));
        return write("main", "link " + path, files);
    }

    public String submodule(String path) {
        Map<String, Content> files = files("main");
        files.put(path, new Content(FileMode.GITLINK, utf8("")));
        return write("main", "submodule " + path, files);
    }

    /** The next commit to {@code main} will not have the file. */
    public void remove(String path) {
        files("main").remove(path);
    }

    public void allowPushes() {
        repository.getConfig().setBoolean("http", null, "receivepack", true);
    }

    public void tag(String name, String sha) {
        point("refs/tags/" + name, ObjectId.fromString(sha));
    }

    public void annotatedTag(String name, String sha) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            TagBuilder tag = new TagBuilder();
            tag.setObjectId(ObjectId.fromString(sha), Constants.OBJ_COMMIT);
            tag.setTag(name);
            tag.setMessage(name);
            tag.setTagger(person());
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            point("refs/tags/" + name, id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void point(String ref, ObjectId id) {
        try {
            RefUpdate update = repository.updateRef(ref);
            update.setNewObjectId(id);
            update.setForceUpdate(true);
            update.update();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(String ref) {
        try {
            RefUpdate update = repository.updateRef(ref);
            update.setForceUpdate(true);
            update.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Content> files(String branch) {
        return branches.computeIfAbsent(branch, key -> new TreeMap<>(branches.getOrDefault("main", Map.of())));
    }

    private String write(String branch, String message, Map<String, Content> files) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            for (Map.Entry<String, Content> file : files.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(file.getValue().mode());
                entry.setObjectId(
                        file.getValue().mode() == FileMode.GITLINK
                                ? ObjectId.fromString("1111111111111111111111111111111111111111")
                                : inserter.insert(
                                        Constants.OBJ_BLOB, file.getValue().bytes()));
                builder.add(entry);
            }
            builder.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            ObjectId parent = repository.resolve("refs/heads/" + branch);
            if (parent == null) {
                parent = repository.resolve("refs/heads/main");
            }
            if (parent != null) {
                commit.setParentId(parent);
            }
            now = now.plusSeconds(60);
            commit.setAuthor(person());
            commit.setCommitter(person());
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            point("refs/heads/" + branch, id);
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PersonIdent person() {
        return new PersonIdent("Ada Example", "ada@example.com", now, ZoneOffset.UTC);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public void close() {
        repository.close();
    }
}
