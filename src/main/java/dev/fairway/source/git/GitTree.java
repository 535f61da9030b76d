package dev.fairway.source.git;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** A commit's files, read from the object database. */
final class GitTree implements SourceTree {

    private static final int MOST_LINKS = 40;
    private static final int LONGEST_LINK = 4096;

    private final Repository repository;
    private final String display;
    private final String sha;
    private final Node root;
    private final GitLimits limits;
    private final Runnable damaged;
    private final Map<ObjectId, Map<String, Node>> folders = new ConcurrentHashMap<>();

    private record Node(FileMode mode, ObjectId id) {

        boolean isLink() {
            return mode == FileMode.SYMLINK;
        }

        Kind kind() {
            return switch (mode.getObjectType()) {
                case Constants.OBJ_TREE -> Kind.FOLDER;
                case Constants.OBJ_BLOB -> isLink() ? Kind.LINK : Kind.FILE;
                default -> Kind.OTHER;
            };
        }
    }

    /** @param damaged is told when the objects cannot be read */
    GitTree(Repository repository, String display, String sha, ObjectId tree, GitLimits limits, Runnable damaged) {
        this.repository = repository;
        this.display = display;
        this.sha = sha;
        this.root = new Node(FileMode.TREE, tree);
        this.limits = limits;
        this.damaged = damaged;
    }

    @Override
    public String id() {
        return sha;
    }

    @Override
    public Optional<Entry> find(String path) {
        return follow(path).map(node -> entry(path, node));
    }

    @Override
    public List<Entry> list(String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return follow(folder).filter(node -> node.kind() == Kind.FOLDER).stream()
                .flatMap(node -> children(node.id()).entrySet().stream())
                .map(child -> entry(prefix + child.getKey(), child.getValue()))
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }

    @Override
    public byte[] read(String path) {
        Node node = follow(path)
                .filter(found -> found.kind() == Kind.FILE)
                .orElseThrow(() -> problem("PathMissing", "There is no file " + path + " in " + at()));
        return bytes(path, node.id(), limits.fileBytes());
    }

    /** Walks down; a link's target takes the place of the link's own name. */
    private Optional<Node> follow(String path) {
        Deque<String> pending = new ArrayDeque<>(segments(path, path));
        Deque<Node> way = new ArrayDeque<>(List.of(root));
        int links = 0;
        while (!pending.isEmpty()) {
            String name = pending.pop();
            if (name.equals("..")) {
                way.pop();
                if (way.isEmpty()) {
                    throw leaves(path);
                }
                continue;
            }
            Node next = way.element().kind() == Kind.FOLDER
                    ? children(way.element().id()).get(name)
                    : null;
            if (next == null) {
                return Optional.empty();
            }
            if (!next.isLink()) {
                way.push(next);
            } else if (++links > MOST_LINKS) {
                throw problem("LinkCircle", "The link " + path + " in " + at() + " goes round in a circle");
            } else {
                String target = new String(bytes(path, next.id(), LONGEST_LINK), StandardCharsets.UTF_8);
                segments(target, path).reversed().forEach(pending::push);
            }
            if (way.size() > limits.depth() + 1) {
                throw problem(
                        "LimitExceeded", path + " in " + at() + " lies deeper than " + limits.depth() + " folders");
            }
        }
        return Optional.of(way.element());
    }

    private List<String> segments(String text, String path) {
        if (text.startsWith("/") || text.indexOf('\0') >= 0) {
            throw leaves(path);
        }
        return java.util.Arrays.stream(text.split("/"))
                .filter(each -> !each.isEmpty() && !each.equals("."))
                .toList();
    }

    private Map<String, Node> children(ObjectId tree) {
        Map<String, Node> known = folders.get(tree);
        if (known != null) {
            return known;
        }
        Map<String, Node> read = new LinkedHashMap<>();
        try (ObjectReader reader = repository.newObjectReader()) {
            CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
            for (; !parser.eof(); parser.next()) {
                read.put(parser.getEntryPathString(), new Node(parser.getEntryFileMode(), parser.getEntryObjectId()));
                if (read.size() > limits.folderEntries()) {
                    throw problem(
                            "LimitExceeded",
                            "A folder in " + at() + " holds more than " + limits.folderEntries() + " entries");
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        folders.put(tree, read);
        return read;
    }

    private Entry entry(String path, Node node) {
        return new Entry(path, node.kind(), node.id().name(), node.kind() == Kind.FILE ? size(node.id()) : 0);
    }

    private long size(ObjectId id) {
        try (ObjectReader reader = repository.newObjectReader()) {
            return reader.getObjectSize(id, Constants.OBJ_BLOB);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private byte[] bytes(String path, ObjectId id, long limit) {
        try (ObjectReader reader = repository.newObjectReader()) {
            ObjectLoader loader = reader.open(id, Constants.OBJ_BLOB);
            if (loader.getSize() > limit) {
                throw problem("LimitExceeded", path + " in " + at() + " is larger than " + limit + " bytes");
            }
            return loader.getBytes((int) Math.min(limit, Integer.MAX_VALUE - 8));
        } catch (LargeObjectException e) {
            throw problem("LimitExceeded", path + " in " + at() + " is larger than " + limit + " bytes");
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private ProblemException leaves(String path) {
        return problem("PathOutsideRepository", "The path " + path + " in " + at() + " leads out of the repository");
    }

    private String at() {
        return display + " at " + sha.substring(0, 7);
    }

    private static ProblemException problem(String code, String message) {
        return Problem.stalled(code, message).asException();
    }

    private ProblemException unreadable(IOException e) {
        damaged.run();
        return Problem.passing("MirrorDamaged", "The mirror of " + display + " cannot be read; it is fetched again")
                .asException(e);
    }
}
