package dev.fairway.sandbox.git;

import dev.fairway.sandbox.git.SampleHistory.SampleCommit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Makes the sample repositories: a small organisation of our own invention, with a few weeks of history by several
 * people. What exists is never touched: a person's pushes survive every restart.
 *
 * @param folder where the bare repositories {@code <name>.git} live
 * @param address under which they are served, for example {@code http://localhost:8080/sandbox/git}
 */
public record SampleRepositories(Path folder, String address) {

    /** The repository and folder in it that hold the root application. */
    public static final String ROOT_REPOSITORY = "control.git";

    public static final String ROOT_PATH = "root";

    public SampleRepositories {
        address = address.replaceFirst("/+$", "");
    }

    /** What the root application's {@code repoURL} is. */
    public String rootRepositoryUrl() {
        return address + "/" + ROOT_REPOSITORY;
    }

    /**
     * Makes every sample repository that is missing.
     *
     * @param now the commits are dated back from here
     * @return the names of those made, without {@code .git}
     * @throws UncheckedIOException if the folder cannot be written
     */
    public List<String> createMissing(Instant now) {
        GitIsolation.install();
        SampleFiles files = new SampleFiles();
        List<String> made = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (String name : files.repositories()) {
                Path target = folder.resolve(name + ".git");
                if (Files.notExists(target)) {
                    create(files, name, target, now);
                    made.add(name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the sample repositories", e);
        }
        return made;
    }

    /** Built aside and moved into place: a process killed halfway leaves nothing that looks finished. */
    private void create(SampleFiles files, String name, Path target, Instant now) throws IOException {
        Path unfinished = folder.resolve(name + ".unfinished");
        deleteTree(unfinished);
        SampleHistory history = files.history(name);
        List<SortedMap<String, String>> states = SampleStates.of(history, files.tree(name, history, address));
        try (BareRepository repository = BareRepository.create(unfinished)) {
            for (int i = 0; i < states.size(); i++) {
                SampleCommit commit = history.commits().get(i);
                String author = history.authors().getOrDefault(commit.author(), commit.author());
                repository.commit(states.get(i), author, now.minus(commit.ago()), commit.message());
            }
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void deleteTree(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
