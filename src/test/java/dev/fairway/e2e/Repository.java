package dev.fairway.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** A repository as a developer has it: clone, change, commit, push. */
final class Repository {

    private final String address;
    private final Path bare;
    private final UsernamePasswordCredentialsProvider credentials;

    private Repository(Path bare, String address, String token) {
        this.bare = bare;
        this.address = address;
        this.credentials = new UsernamePasswordCredentialsProvider("sandbox", token);
    }

    static Repository in(Path folder, String name, String address, String token) {
        Path bare = folder.resolve(name + ".git");
        if (Files.notExists(bare)) {
            try (Git made = Git.init()
                    .setBare(true)
                    .setInitialBranch("main")
                    .setGitDir(bare.toFile())
                    .call()) {
                made.getRepository().getConfig().setBoolean("http", null, "receivepack", true);
                made.getRepository().getConfig().save();
            } catch (GitAPIException | IOException e) {
                throw new AssertionError(e);
            }
        }
        return new Repository(bare, address, token);
    }

    /**
     * Writes files and pushes them as one commit.
     *
     * @return the commit
     */
    String push(String message, Map<String, String> files) {
        return change(message, git -> {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = git.getRepository().getWorkTree().toPath().resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            git.add().addFilepattern(".").call();
        });
    }

    String push(String message, String file, String text) {
        return push(message, Map.of(file, text));
    }

    /** A file that is no UTF-8. */
    String push(String message, String file, byte[] bytes) {
        return change(message, git -> {
            Path path = git.getRepository().getWorkTree().toPath().resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
            git.add().addFilepattern(".").call();
        });
    }

    /** A commit that the host announces to nobody. */
    String pushQuietly(String message, String file, String text) {
        return new Repository(bare, bare.toUri().toString(), "").push(message, file, text);
    }

    /** Puts another commit in the place of the newest one, as a forced push does. */
    String rewrite(String message, String file, String text) {
        try (Git git = cloned()) {
            Files.writeString(git.getRepository().getWorkTree().toPath().resolve(file), text);
            git.add().addFilepattern(".").call();
            RevCommit commit = git.commit()
                    .setAmend(true)
                    .setMessage(message)
                    .setAuthor("aiko", "aiko@tidewater.example")
                    .setCommitter("aiko", "aiko@tidewater.example")
                    .setSign(false)
                    .call();
            git.push()
                    .setCredentialsProvider(credentials)
                    .setForce(true)
                    .add("HEAD:refs/heads/main")
                    .call();
            return commit.name();
        } catch (IOException | GitAPIException e) {
            throw new AssertionError(e);
        }
    }

    String remove(String message, String file) {
        return change(message, git -> git.rm().addFilepattern(file).call());
    }

    String read(String file) {
        try (Git git = cloned()) {
            return Files.readString(git.getRepository().getWorkTree().toPath().resolve(file));
        } catch (IOException | GitAPIException e) {
            throw new AssertionError(e);
        }
    }

    List<String> branches() {
        try {
            return Git.lsRemoteRepository()
                    .setRemote(address)
                    .setCredentialsProvider(credentials)
                    .setHeads(true)
                    .call()
                    .stream()
                    .map(ref -> ref.getName().substring("refs/heads/".length()))
                    .toList();
        } catch (GitAPIException e) {
            throw new AssertionError(e);
        }
    }

    /** The whole message of the newest commit. */
    String message() {
        try (Git git = cloned()) {
            return git.log().setMaxCount(1).call().iterator().next().getFullMessage();
        } catch (IOException | GitAPIException e) {
            throw new AssertionError(e);
        }
    }

    private interface Change {
        void in(Git git) throws IOException, GitAPIException;
    }

    private String change(String message, Change change) {
        try (Git git = cloned()) {
            change.in(git);
            RevCommit commit = git.commit()
                    .setMessage(message)
                    .setAuthor("aiko", "aiko@tidewater.example")
                    .setCommitter("aiko", "aiko@tidewater.example")
                    .setSign(false)
                    .call();
            for (var result : git.push()
                    .setCredentialsProvider(credentials)
                    .add("HEAD:refs/heads/main")
                    .call()) {
                for (RemoteRefUpdate update : result.getRemoteUpdates()) {
                    if (update.getStatus() != RemoteRefUpdate.Status.OK) {
                        throw new AssertionError("The push is refused: " + update);
                    }
                }
            }
            return commit.name();
        } catch (IOException | GitAPIException e) {
            throw new AssertionError(e);
        }
    }

    private Git cloned() throws GitAPIException, IOException {
        return Git.cloneRepository()
                .setURI(address)
                .setCredentialsProvider(credentials)
                .setDirectory(Files.createTempDirectory("fairway-clone").toFile())
                .call();
    }
}
