package dev.fairway.rendering.closure;

import dev.fairway.rendering.closure.Closure.ExportedFile;
import dev.fairway.resource.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A closure written into an empty folder of its own. */
public final class Export {

    private final Path root;

    private Export(Path root) {
        this.root = root;
    }

    /** Writes every file of the closure below the folder. */
    public static Export write(Closure closure, Path root) {
        Export export = new Export(root);
        for (ExportedFile file : closure.files()) {
            export.create(file.target(), file.bytes());
        }
        return export;
    }

    /** Adds a file that was generated. */
    public void create(String target, byte[] content) {
        try {
            Path file = place(target);
            Files.createDirectories(file.getParent());
            Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("An export could not be written", e);
        }
    }

    /** Writes over a file that was exported. The repository is not touched. */
    public void replace(String target, byte[] content) {
        try {
            Files.write(place(target), content);
        } catch (IOException e) {
            throw new UncheckedIOException("An export could not be written", e);
        }
    }

    private Path place(String target) {
        Path place;
        try {
            place = root.resolve(target).normalize();
        } catch (InvalidPathException e) {
            throw Problem.stalled(
                            "InvalidFileName",
                            "The repository has a file whose name this system cannot write. Rename the file, or start"
                                    + " Fairway with a UTF-8 locale.")
                    .asException();
        }
        if (!place.startsWith(root) || place.equals(root)) {
            throw new IllegalArgumentException("Not inside the export");
        }
        return place;
    }
}
