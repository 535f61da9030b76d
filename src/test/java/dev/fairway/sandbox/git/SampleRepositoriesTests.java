package dev.fairway.sandbox.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class SampleRepositoriesTests {

    private static final String ADDRESS = "http://localhost:8080/sandbox/git";
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    @TempDir
    Path folder;

    private SampleRepositories samples;

    @BeforeEach
    void create() {
        samples = new SampleRepositories(folder, ADDRESS + "/");
        assertThat(samples.createMissing(NOW)).containsExactly("platform", "shop", "control");
    }

    @Test
    void severalPeopleHaveWorkedOnThemForWeeks() throws Exception {
        for (String name : List.of("platform", "shop", "control")) {
            List<RevCommit> commits = commits(name);
            assertThat(commits).as(name).hasSizeGreaterThanOrEqualTo(5);
            assertThat(commits.stream().map(c -> c.getAuthorIdent().getName()).distinct())
                    .as(name)
                    .hasSizeGreaterThanOrEqualTo(2);
            assertThat(commits)
                    .as(name + ", newest first")
                    .isSortedAccordingTo((a, b) -> Integer.compare(b.getCommitTime(), a.getCommitTime()));
            assertThat(Instant.ofEpochSecond(commits.getFirst().getCommitTime()))
                    .isBefore(NOW);
        }
    }

    @Test
    void everyCommitChangesSomething() throws Exception {
        for (String name : List.of("platform", "shop", "control")) {
            List<RevCommit> commits = commits(name);
            for (int i = 1; i < commits.size(); i++) {
                assertThat(commits.get(i).getTree().getId())
                        .isNotEqualTo(commits.get(i - 1).getTree().getId());
            }
        }
    }

    @Test
    void everyFileOfTheSamplesIsInTheRepositories() throws Exception {
        Path source = Path.of("src/main/resources/sandbox/samples");
        for (String name : List.of("platform", "shop", "control")) {
            Path tree = source.resolve(name + "/tree");
            try (Stream<Path> files = Files.walk(tree)) {
                List<String> expected = files.filter(Files::isRegularFile)
                        .map(file -> tree.relativize(file).toString())
                        .sorted()
                        .toList();
                assertThat(files(name).keySet()).as(name).containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void theRootApplicationsSourcesExistAndPointAtThisHost() throws Exception {
        Map<String, String> shop = files("shop");
        Map<String, String> platform = files("platform");
        List<Map<String, Object>> applications = applications();
        assertThat(applications).hasSizeBetween(10, 14);
        for (Map<String, Object> application : applications) {
            Map<String, Object> source = map(map(application.get("spec")).get("source"));
            String repository = String.valueOf(source.get("repoURL"));
            assertThat(repository).startsWith(ADDRESS + "/").endsWith(".git");
            Map<String, String> files = repository.endsWith("/shop.git") ? shop : platform;
            assertThat(files.keySet()).anyMatch(path -> path.startsWith(source.get("path") + "/"));
        }
    }

    @Test
    void everyApplicationBelongsToAProjectThatAdmitsItsSource() throws Exception {
        Map<String, Set<Object>> repositories = new TreeMap<>();
        for (Map<String, Object> object : root("projects")) {
            Object list = map(object.get("spec")).get("sourceRepos");
            repositories.put(name(object), new HashSet<>((List<?>) list));
        }
        for (Map<String, Object> application : applications()) {
            Map<String, Object> spec = map(application.get("spec"));
            assertThat(repositories.get(String.valueOf(spec.get("project"))))
                    .as(name(application))
                    .contains(map(spec.get("source")).get("repoURL"));
        }
    }

    @Test
    void oneApplicationIsNotAutomated() throws Exception {
        assertThat(applications().stream()
                        .filter(a -> !map(map(a.get("spec")).get("syncPolicy")).containsKey("automated"))
                        .map(SampleRepositoriesTests::name))
                .containsExactly("loyalty-prod");
    }

    @Test
    void aRepositoryThatExistsIsLeftAlone() throws Exception {
        ObjectId before = commits("shop").getFirst();
        Files.createFile(folder.resolve("shop.git/a-persons-file"));

        assertThat(samples.createMissing(NOW.plusSeconds(3600))).isEmpty();
        assertThat(folder.resolve("shop.git/a-persons-file")).exists();
        assertThat((ObjectId) commits("shop").getFirst()).isEqualTo(before);
    }

    @Test
    void whatAKilledProcessLeftHalfDoneIsMadeAnew() throws Exception {
        Path shop = folder.resolve("shop.git");
        Files.move(shop, folder.resolve("shop.unfinished"));
        Files.delete(folder.resolve("shop.unfinished/HEAD"));

        assertThat(samples.createMissing(NOW)).containsExactly("shop");
        assertThat(commits("shop")).isNotEmpty();
        assertThat(folder.resolve("shop.unfinished")).doesNotExist();
    }

    private List<Map<String, Object>> applications() throws Exception {
        return root("applications");
    }

    private List<Map<String, Object>> root(String part) throws Exception {
        List<Map<String, Object>> objects = new ArrayList<>();
        files("control").forEach((path, text) -> {
            if (path.startsWith(SampleRepositories.ROOT_PATH + "/" + part + "/")) {
                objects.add(new Yaml().load(text));
            }
        });
        return objects;
    }

    private static String name(Map<String, Object> object) {
        return String.valueOf(map(object.get("metadata")).get("name"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private List<RevCommit> commits(String name) throws Exception {
        try (Git git = Git.open(folder.resolve(name + ".git").toFile())) {
            return StreamSupport.stream(git.log().call().spliterator(), false).toList();
        }
    }

    private Map<String, String> files(String name) throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Git git = Git.open(folder.resolve(name + ".git").toFile());
                TreeWalk walk = new TreeWalk(git.getRepository())) {
            walk.addTree(git.getRepository().resolve("main^{tree}"));
            walk.setRecursive(true);
            while (walk.next()) {
                byte[] bytes = git.getRepository().open(walk.getObjectId(0)).getBytes();
                files.put(walk.getPathString(), new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
