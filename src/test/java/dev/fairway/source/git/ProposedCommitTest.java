package dev.fairway.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.resource.ProblemException;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Commit;
import dev.fairway.source.ProposedCommit;
import dev.fairway.source.ProposedCommit.Change;
import dev.fairway.source.ProposedCommit.ChangedFile;
import dev.fairway.source.Restoration;
import dev.fairway.source.SourceTree;
import dev.fairway.source.credential.Access;
import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.GuardedHttp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposedCommitTest {

    private static final AddressRules LOOPBACK = new AddressRules(true, true, true);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private final GuardedHttp http = new GuardedHttp(LOOPBACK);
    private GitHost host;
    private TestRepository shop;
    private RepositoryUrl url;
    private GitSources sources;

    @BeforeEach
    void start() throws Exception {
        host = new GitHost(folder.resolve("host"));
        shop = host.repository("shop.git");
        url = new RepositoryUrl(host.url("shop.git"));
        sources = new GitSources(
                folder.resolve("mirrors"),
                repository -> Access.ANONYMOUS,
                http,
                (forAccess, bytes) -> {
                    throw new AssertionError("no SSH here");
                },
                new GitRules(LOOPBACK, false),
                new GitLimits(1 << 20, 1_000, 100_000, 500, 50, Duration.ofSeconds(20), Duration.ofSeconds(20)),
                new GitRequests(new SimpleMeterRegistry()),
                Duration.ofMinutes(2),
                (InstantSource) () -> NOW);
    }

    @AfterEach
    void stop() throws Exception {
        sources.close();
        http.close();
        host.close();
    }

    private ProposedCommit restored(String base, String from) {
        return sources.restore(
                url,
                new Restoration(
                        base,
                        from,
                        path -> path.startsWith("app/"),
                        "Back\n\nBecause.",
                        new Restoration.Author("Ada", "ada@example.org"),
                        NOW));
    }

    @Test
    void onlyTheChosenPathsGoBackAndNobodyElseSeesItYet() {
        String good = shop.commit("good", "app/a.yaml", "a: 1", "app/gone.yaml", "b: 1", "other/o.yaml", "o: 1");
        shop.remove("app/gone.yaml");
        String bad = shop.commit("bad", "app/a.yaml", "a: 2", "app/new.yaml", "n: 1", "other/o.yaml", "o: 2");

        ProposedCommit proposed = restored(bad, good);

        assertThat(proposed.files())
                .containsExactly(
                        new ChangedFile("app/a.yaml", Change.CHANGED),
                        new ChangedFile("app/gone.yaml", Change.ADDED),
                        new ChangedFile("app/new.yaml", Change.REMOVED));
        SourceTree tree = sources.tree(url, proposed.sha());
        assertThat(text(tree, "app/a.yaml")).isEqualTo("a: 1");
        assertThat(text(tree, "app/gone.yaml")).isEqualTo("b: 1");
        assertThat(tree.find("app/new.yaml")).isEmpty();
        assertThat(text(tree, "other/o.yaml")).isEqualTo("o: 2");
        Commit commit = sources.commit(url, proposed.sha());
        assertThat(commit.author()).isEqualTo("Ada <ada@example.org>");
        assertThat(commit.parents()).containsExactly(bad);
        assertThat(commit.message()).isEqualTo("Back\n\nBecause.");
        assertThat(sources.poll(url).refs()).doesNotContainValue(proposed.sha());
    }

    @Test
    void aPublishedCommitIsTheHeadOfItsBranchAndABranchOfItsOwnLeavesTheOthersAlone() {
        String good = shop.commit("good", "app/a.yaml", "a: 1");
        String bad = shop.commit("bad", "app/a.yaml", "a: 2");
        shop.allowPushes();
        ProposedCommit proposed = restored(bad, good);

        sources.push(url, proposed.sha(), "back/app", Optional.empty());
        assertThat(sources.resolve(url, "main", "").sha()).isEqualTo(bad);
        assertThat(sources.resolve(url, "back/app", "").sha()).isEqualTo(proposed.sha());

        sources.push(url, proposed.sha(), "main", Optional.of(bad));
        assertThat(sources.resolve(url, "main", "").sha()).isEqualTo(proposed.sha());
    }

    @Test
    void aBranchThatMovedMeanwhileIsNotOverwritten() {
        String good = shop.commit("good", "app/a.yaml", "a: 1");
        String bad = shop.commit("bad", "app/a.yaml", "a: 2");
        shop.allowPushes();
        ProposedCommit proposed = restored(bad, good);
        String newer = shop.commit("newer", "app/a.yaml", "a: 3");

        assertProblem(() -> sources.push(url, proposed.sha(), "main", Optional.of(bad)), "BranchMoved", "main");
        assertProblem(() -> sources.push(url, proposed.sha(), "main", Optional.empty()), "BranchMoved", "main");
        assertThat(sources.resolve(url, "main", "").sha()).isEqualTo(newer);
    }

    @Test
    void aHostThatTakesNoPushesIsNamed() {
        String good = shop.commit("good", "app/a.yaml", "a: 1");
        String bad = shop.commit("bad", "app/a.yaml", "a: 2");
        ProposedCommit proposed = restored(bad, good);

        assertProblem(
                () -> sources.push(url, proposed.sha(), "main", Optional.of(bad)),
                "RepositoryUnauthorized",
                host.url("shop.git"));
    }

    private static String text(SourceTree tree, String path) {
        return new String(tree.read(path), StandardCharsets.UTF_8);
    }

    private static void assertProblem(ThrowingCallable call, String code, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(code);
            assertThat(thrown.problem().message()).contains(words);
        });
    }
}
