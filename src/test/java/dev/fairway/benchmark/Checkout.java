package dev.fairway.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** A developer's clone of one repository. */
final class Checkout {

    private final Git git;
    private final String address;

    private Checkout(Git git, String address) {
        this.git = git;
        this.address = address;
    }

    static Checkout ofNew(Path bare, String address, Path clone) {
        try (Git made = Git.init()
                .setBare(true)
                .setInitialBranch("main")
                .setGitDir(bare.toFile())
                .call()) {
            made.getRepository().getConfig().setBoolean("http", null, "receivepack", true);
            made.getRepository().getConfig().save();
            Git git = Git.init()
                    .setInitialBranch("main")
                    .setDirectory(clone.toFile())
                    .call();
            return new Checkout(git, address);
        } catch (GitAPIException | IOException e) {
            throw new AssertionError(e);
        }
    }

    String address() {
        return address;
    }

    Path folder() {
        return git.getRepository().getWorkTree().toPath();
    }

    /** Writes files as one commit, here only. */
    String commit(String message, Map<String, String> files) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder().resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            var add = git.add();
            if (files.size() > 50) {
                add.addFilepattern(".");
            } else {
                files.keySet().forEach(add::addFilepattern);
            }
            add.call();
            return git.commit()
                    .setMessage(message)
                    .setAuthor("aiko", "aiko@tidewater.example")
                    .setCommitter("aiko", "aiko@tidewater.example")
                    .setSign(false)
                    .call()
                    .name();
        } catch (GitAPIException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns when the host has accepted what was committed. */
    void push() {
        try {
            for (var result :
                    git.push().setRemote(address).add("HEAD:refs/heads/main").call()) {
                for (RemoteRefUpdate update : result.getRemoteUpdates()) {
                    if (update.getStatus() != RemoteRefUpdate.Status.OK) {
                        throw new AssertionError("The push is refused: " + update);
                    }
                }
            }
        } catch (GitAPIException e) {
            throw new AssertionError(e);
        }
    }
}
