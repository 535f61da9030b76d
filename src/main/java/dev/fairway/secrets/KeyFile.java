package dev.fairway.secrets;

import dev.fairway.configuration.SettingProblem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The file that holds the encryption keys: one key of 32 bytes in base64 a line, oldest first; empty lines and lines that
 * begin with {@code #} do not count. It never enters Postgres or a backup of it.
 */
record KeyFile(Path path) {

    static final String SETTING = "fairway.encryption-key-file";
    private static final String NEW_FILE = """
            # Fairway's encryption keys, oldest first; the last one seals. Keep a copy outside of the database's backups:
            # without this file nothing sealed can be opened.
            """;

    /** Reads the keys. */
    KeyRing read() {
        if (!Files.isRegularFile(path)) {
            throw new SettingProblem(
                    SETTING,
                    "The file with the encryption key is missing.",
                    "Put the key file back at the place that " + SETTING + " names.");
        }
        refuseOpenToOthers();
        try {
            return new KeyRing(Files.readAllLines(path).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(EncryptionKey::parse)
                    .toList());
        } catch (IllegalArgumentException | java.nio.charset.MalformedInputException e) {
            throw new SettingProblem(
                    SETTING,
                    "The encryption key file holds something that is not a key.",
                    "Each line must be 32 random bytes in base64, as from: openssl rand -base64 32");
        } catch (IOException e) {
            throw new SettingProblem(
                    SETTING,
                    "The encryption key file cannot be read.",
                    "Let the user that runs Fairway own it, with mode 0600.");
        }
    }

    /** Makes a file with one new key, mode 0600. Another process that made it first wins. */
    void create() {
        try {
            Files.createDirectories(
                    path.toAbsolutePath().getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // Written aside and linked into place: nobody ever reads half a file.
            Path aside = Files.createTempFile(path.toAbsolutePath().getParent(), "key", ".new");
            try {
                Files.writeString(aside, NEW_FILE + EncryptionKey.fresh() + "\n");
                Files.createLink(path, aside);
            } finally {
                Files.delete(aside);
            }
        } catch (FileAlreadyExistsException another) {
            // It is read next.
        } catch (IOException e) {
            throw new SettingProblem(
                    SETTING,
                    "The encryption key file cannot be made.",
                    "Let " + SETTING + " name a file in a folder that the user who runs Fairway may write to.");
        }
    }

    /** Adds a key, which then seals; the older ones still open. */
    void addKey() {
        List<String> lines;
        try {
            lines = new java.util.ArrayList<>(Files.readAllLines(path));
            lines.add(EncryptionKey.fresh());
            Path aside = Files.createTempFile(path.toAbsolutePath().getParent(), "key", ".new");
            Files.write(aside, lines);
            Files.move(aside, path, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SettingProblem(
                    SETTING, "The encryption key file cannot be written.", "Add a line with a new key to it by hand.");
        }
    }

    /** A mounted file often may be read by all users of its container; a file that others may change is no key. */
    private void refuseOpenToOthers() {
        try {
            if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                return;
            }
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(path);
            List<PosixFilePermission> refused = Arrays.asList(
                    PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);
            if (refused.stream().anyMatch(modes::contains)) {
                throw new SettingProblem(
                        SETTING,
                        "The encryption key file is open to other users of this machine.",
                        "Give it mode 0600, or 0440 where it is mounted.");
            }
        } catch (IOException e) {
            throw new SettingProblem(
                    SETTING, "The encryption key file cannot be looked at.", "Check its folder's rights.");
        }
    }
}
