package dev.fairway.rendering.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that lives as long as one render. Values of applications pass through it in clear, so it must not stay.
 *
 * @param folder readable by this user only
 */
public record Workspace(Path folder) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workspace.class);
    private static final String PREFIX = "render-";

    /** A fresh one below a parent; the system gives it to this user alone. */
    public static Workspace in(Path parent) {
        try {
            return new Workspace(Files.createTempDirectory(parent, PREFIX));
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder could be made", e);
        }
    }

    /** Removes what a process that was killed left behind. Only for a parent that no other process uses. */
    public static void sweep(Path parent) {
        try (Stream<Path> left = Files.list(parent)) {
            left.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .forEach(Workspace::delete);
        } catch (IOException e) {
            LOG.warn("Temporary folders of earlier renders could not be removed", e);
        }
    }

    @Override
    public void close() {
        delete(folder);
    }

    /**
     * A child that waits at a pipe for a server that is no more reads its end, and ends. The pipe is held while it goes: who comes to it
     * at this very moment is let in, and nobody can wait at one that is gone.
     */
    private static void release(Path pipe) throws IOException {
        try (RandomAccessFile held = new RandomAccessFile(pipe.toFile(), "rw")) {
            Files.delete(pipe);
        }
    }

    /** Removes a folder and all in it; links are removed and not followed. */
    public static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isOther()) {
                        release(file);
                    } else {
                        Files.delete(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem)
                        throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.warn("A temporary folder of a render could not be removed", e);
        }
    }
}
