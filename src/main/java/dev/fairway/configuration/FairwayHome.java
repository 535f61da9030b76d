package dev.fairway.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The one folder in which this control plane keeps what is not in Postgres: Git mirrors, unpacked tools, the sandbox.
 *
 * @param root an absolute path; made with mode 0700 if it is missing
 */
public record FairwayHome(Path root) {

    public FairwayHome {
        root = root.toAbsolutePath().normalize();
    }

    /** A folder inside, made if it is missing. */
    public Path folder(String name) {
        Path folder = root.resolve(name).normalize();
        if (!folder.startsWith(root)) {
            throw new IllegalArgumentException("Not inside the home folder: " + name);
        }
        try {
            if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                return Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder " + folder, e);
        }
    }
}
