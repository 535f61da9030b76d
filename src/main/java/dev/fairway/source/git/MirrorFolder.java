package dev.fairway.source.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.StoredConfig;

/** One mirror's place on disk. Everything in it can be fetched again. */
final class MirrorFolder {

    private final Path path;

    private MirrorFolder(Path path) {
        this.path = path;
    }

    /** One folder per repository and credential: what one credential may see is not shown under another. */
    static MirrorFolder of(Path mirrors, String repository, String credentialIdentity) {
        return new MirrorFolder(mirrors.resolve(digest(repository)).resolve(digest(credentialIdentity) + ".git"));
    }

    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 20);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Mirrors of the same repository under credentials that it no longer has. */
    List<MirrorFolder> others() {
        try (Stream<Path> siblings = Files.list(path.getParent())) {
            return siblings.filter(each -> !each.equals(path))
                    .map(MirrorFolder::new)
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    FileRepository open() throws IOException {
        IsolatedGit.install();
        FileRepository repository = new FileRepository(path.toFile());
        if (!Files.exists(path.resolve("config"))) {
            repository.create(true);
        } else {
            removeLeftovers();
        }
        StoredConfig config = repository.getConfig();
        config.clear();
        config.setInt("core", null, "repositoryformatversion", 0);
        config.setBoolean("core", null, "bare", true);
        config.setInt("protocol", null, "version", 2);
        config.setBoolean("transfer", null, "fsckObjects", true);
        config.setString("http", null, "followRedirects", "initial");
        config.save();
        return repository;
    }

    void delete() {
        walk(true);
    }

    /** Locks and half-written packs of a process that was killed; this process is the folder's only user. */
    private void removeLeftovers() {
        walk(false);
    }

    private void walk(boolean everything) {
        if (!Files.exists(path)) {
            return;
        }
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (everything || isLeftover(file.getFileName().toString())) {
                        Files.deleteIfExists(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, java.io.IOException e) throws IOException {
                    if (everything) {
                        Files.deleteIfExists(folder);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("A Git mirror cannot be tidied up", e);
        }
    }

    private static boolean isLeftover(String name) {
        return name.endsWith(".lock")
                || name.endsWith(".keep")
                || name.endsWith("_tmp")
                || name.startsWith("incoming_")
                || name.startsWith("gc_")
                || name.startsWith("noz");
    }
}
