package dev.fairway.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.e2e.Eventually;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Commit;
import dev.fairway.source.RefChange;
import dev.fairway.source.RefsObserved;
import dev.fairway.source.ResolvedRevision;
import dev.fairway.source.SourceTree;
import dev.fairway.source.SourceTree.Kind;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credential;
import dev.fairway.source.credential.Credentials;
import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.GuardedHttp;
import dev.fairway.source.outbound.TlsIdentity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSourcesTest {

    private static final AddressRules LOOPBACK = new AddressRules(true, true, true);
    private static final GitLimits LIMITS =
            new GitLimits(1 << 20, 1_000, 100_000, 500, 50, Duration.ofSeconds(20), Duration.ofSeconds(20));

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GuardedHttp http = new GuardedHttp(LOOPBACK);
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private Access access = Access.ANONYMOUS;
    private GitHost host;
    private TestRepository shop;
    private RepositoryUrl url;
    private GitSources sources;

    @BeforeEach
    void start() throws Exception {
        host = new GitHost(folder.resolve("host"));
        shop = host.repository("shop.git");
        url = new RepositoryUrl(host.url("shop.git"));
        sources = sources(repository -> access, LIMITS);
    }

    @AfterEach
    void stop() throws Exception {
        sources.close();
        http.close();
        host.close();
    }

    private GitSources sources(Credentials credentials, GitLimits limits) {
        return new GitSources(
                folder.resolve("mirrors"),
                credentials,
                http,
                (forAccess, bytes) -> {
                    throw new AssertionError("no SSH here");
                },
                new GitRules(LOOPBACK, false),
                limits,
                new GitRequests(meters),
                Duration.ofMinutes(2),
                (InstantSource) () -> now);
    }

    @Test
    void aBranchATagAndTheDefaultBranchBecomeTheirCommits() {
        String first = shop.commit("first", "app/a.yaml", "a: 1");
        shop.annotatedTag("v1.0.0", first);
        String second = shop.commit("second", "app/a.yaml", "a: 2");

        assertThat(sources.resolve(url, "main", "")).isEqualTo(new ResolvedRevision("main", "refs/heads/main", second));
        assertThat(sources.resolve(url, "", "")).isEqualTo(new ResolvedRevision("", "refs/heads/main", second));
        assertThat(sources.resolve(url, "v1.0.0", ""))
                .isEqualTo(new ResolvedRevision("v1.0.0", "refs/tags/v1.0.0", first));
        assertThat(sources.resolve(url, "1.x", "").sha()).isEqualTo(first);
        assertThat(sources.resolve(url, second.substring(0, 8), "").sha()).isEqualTo(second);
    }

    @Test
    void anUnknownRevisionSaysWhatIsMissing() {
        shop.commit("first", "a", "1");

        assertProblem(() -> sources.resolve(url, "nope", ""), "UnknownRevision", "nope");
        assertProblem(() -> sources.resolve(url, ">=9", ""), "UnknownRevision", "no tag satisfies");
        assertProblem(() -> sources.resolve(url, "abcdef12", ""), "UnknownRevision", "abcdef12");
        assertProblem(() -> sources.tree(url, "a".repeat(40)), "UnknownRevision", "aaaaaaa");
    }

    @Test
    void filesAreReadWithoutACheckout() {
        String sha = shop.commit("first", "app/a.yaml", "a: 1", "app/sub/b.yaml", "b", "README.md", "hello");
        SourceTree tree = sources.tree(url, sha);

        assertThat(tree.id()).isEqualTo(sha);
        assertThat(tree.list("").stream().map(SourceTree.Entry::path)).containsExactly("README.md", "app");
        assertThat(tree.list("app").stream().map(SourceTree.Entry::path)).containsExactly("app/a.yaml", "app/sub");
        assertThat(text(tree, "app/a.yaml")).isEqualTo("a: 1");
        assertThat(tree.find("app/a.yaml").orElseThrow().size()).isEqualTo(4);
        assertThat(tree.find("app/none")).isEmpty();
        assertThat(tree.list("none")).isEmpty();
        assertProblem(() -> tree.read("app"), "PathMissing", "app");
    }

    @Test
    void aFolderKeepsItsIdWhileItsFilesDoNotChange() {
        String before = shop.commit("first", "app/a.yaml", "a", "other/b.yaml", "b");
        String after = shop.commit("elsewhere", "other/b.yaml", "c");

        assertThat(sources.tree(url, before).find("app").orElseThrow().objectId())
                .isEqualTo(sources.tree(url, after).find("app").orElseThrow().objectId());
        assertThat(sources.tree(url, before).find("other").orElseThrow().objectId())
                .isNotEqualTo(
                        sources.tree(url, after).find("other").orElseThrow().objectId());
    }

    @Test
    void linksAreFollowedInsideTheRepositoryOnly() {
        shop.commit("files", "base/deep/a.yaml", "a: 1");
        shop.link("inside", "base/deep");
        shop.link("base/up", "../base/deep/a.yaml");
        shop.link("through", "inside/a.yaml");
        shop.link("dangling", "base/none");
        shop.link("outside", "../../etc/passwd");
        shop.link("absolute", "/etc/passwd");
        shop.link("circle", "circle");
        SourceTree tree = sources.tree(url, shop.submodule("module"));

        assertThat(text(tree, "inside/a.yaml")).isEqualTo("a: 1");
        assertThat(text(tree, "base/up")).isEqualTo("a: 1");
        assertThat(text(tree, "through")).isEqualTo("a: 1");
        assertThat(tree.find("dangling")).isEmpty();
        assertThat(tree.find("inside").orElseThrow().kind()).isEqualTo(Kind.FOLDER);
        assertThat(tree.list("").stream()
                        .filter(each -> each.name().equals("inside"))
                        .findFirst())
                .hasValueSatisfying(each -> assertThat(each.kind()).isEqualTo(Kind.LINK));
        assertThat(tree.find("module").orElseThrow().kind()).isEqualTo(Kind.OTHER);
        assertThat(tree.find("module/x")).isEmpty();
        assertProblem(() -> tree.find("outside"), "PathOutsideRepository", "outside");
        assertProblem(() -> tree.find("absolute"), "PathOutsideRepository", "absolute");
        assertProblem(() -> tree.read("circle"), "LinkCircle", "circle");
        assertProblem(() -> tree.find("../x"), "PathOutsideRepository", "../x");
        assertProblem(() -> tree.find("/etc/passwd"), "PathOutsideRepository", "/etc/passwd");
    }

    @Test
    void aFileAboveTheLimitIsRefusedAndTheOthersAreRead() {
        shop.commitBytes("big", "big.bin", new byte[200_000]);
        SourceTree tree = sources.tree(url, shop.commit("small", "small", "x"));

        assertProblem(() -> tree.read("big.bin"), "LimitExceeded", "big.bin");
        assertThat(text(tree, "small")).isEqualTo("x");
    }

    @Test
    void aPackAboveTheLimitIsCutOff() {
        byte[] noise = new byte[3 << 20];
        new java.util.Random(7).nextBytes(noise);
        String sha = shop.commitBytes("noise", "noise.bin", noise);

        assertProblem(() -> sources.tree(url, sha), "LimitExceeded", "bytes");
    }

    @Test
    void commitsBetweenTwoDeploymentsAreListedNewestFirstAndByPath() {
        String deployed = shop.commit("one", "app/a", "1");
        String docs = shop.commit("two", "docs/d", "1");
        String app = shop.commit("three\n\nwhy", "app/a", "2");

        List<Commit> all = sources.commitsBetween(url, Optional.of(deployed), app, List.of(), 10);
        assertThat(all).extracting(Commit::sha).containsExactly(app, docs);
        assertThat(sources.commitsBetween(url, Optional.of(deployed), app, List.of("app"), 10))
                .extracting(Commit::sha)
                .containsExactly(app);
        assertThat(sources.commitsBetween(url, Optional.empty(), app, List.of(), 10))
                .extracting(Commit::sha)
                .containsExactly(app);
        assertThat(sources.commitsBetween(url, Optional.of(deployed), app, List.of(), 1))
                .hasSize(1);
        Commit commit = all.getFirst();
        assertThat(commit.author()).isEqualTo("Ada Example <ada@example.com>");
        assertThat(commit.subject()).isEqualTo("three");
        assertThat(commit.message()).isEqualTo("three\n\nwhy");
        assertThat(commit.committedAt()).isEqualTo(Instant.parse("2026-01-01T10:03:00Z"));
        assertThat(commit.parents()).containsExactly(docs);
    }

    @Test
    void manyApplicationsCauseOneQuestionAndOneFetch() throws Exception {
        String sha = shop.commit("first", "a", "1");
        List<Callable<String>> applications = IntStream.range(0, 50)
                .mapToObj(i -> (Callable<String>) () -> {
                    String found = sources.resolve(url, "main", "").sha();
                    return text(sources.tree(url, found), "a");
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> each : threads.invokeAll(applications)) {
                assertThat(each.get()).isEqualTo("1");
            }
        }

        assertThat(sources.resolve(url, "main", "").sha()).isEqualTo(sha);
        assertThat(count("fetch")).isEqualTo(1);
        assertThat(count("ls-refs")).isEqualTo(2);
    }

    @Test
    void aPollFindsWhatMovedAndFetchesItOverTheSameConnection() {
        String first = shop.commit("first", "a", "1");
        shop.commitTo("unused", "else", "b", "1");
        assertThat(sources.poll(url).changes()).isEmpty();
        sources.tree(url, sources.resolve(url, "main", "").sha());
        double asked = count("ls-refs");
        String second = shop.commit("second", "a", "2");
        shop.commitTo("unused", "more", "b", "2");

        RefsObserved observed = sources.poll(url);

        assertThat(observed.changes())
                .contains(new RefChange("refs/heads/main", Optional.of(first), Optional.of(second)))
                .extracting(RefChange::ref)
                .containsExactly("HEAD", "refs/heads/main", "refs/heads/unused");
        assertThat(text(sources.tree(url, sources.resolve(url, "main", "").sha()), "a"))
                .isEqualTo("2");
        assertThat(count("ls-refs")).isEqualTo(asked + 1);
        assertThat(count("fetch")).isEqualTo(2);
    }

    @Test
    void theHostIsAskedAgainOnlyWhenTheAnswerIsOldOrForgotten() {
        shop.commit("first", "a", "1");
        sources.resolve(url, "main", "");
        String second = shop.commit("second", "a", "2");
        now = now.plus(Duration.ofMinutes(3));
        assertThat(sources.resolve(url, "main", "").sha()).isNotEqualTo(second);
        assertThat(count("ls-refs")).isEqualTo(1);

        now = now.plus(Duration.ofMinutes(2));
        assertThat(sources.resolve(url, "main", "").sha()).isEqualTo(second);

        String third = shop.commit("third", "a", "3");
        sources.forget(url);
        assertThat(sources.resolve(url, "main", "").sha()).isEqualTo(third);
    }

    @Test
    void aBranchMayGiveWayToAFolderOfBranches() {
        String old = shop.commitTo("release", "old", "a", "1");
        text(sources.tree(url, sources.resolve(url, "release", "").sha()), "a");
        shop.delete("refs/heads/release");
        shop.point("refs/heads/release/two", ObjectId.fromString(old));
        String next = shop.commitTo("release/two", "next", "a", "2");

        sources.poll(url);

        assertThat(text(
                        sources.tree(
                                url, sources.resolve(url, "release/two", "").sha()),
                        "a"))
                .isEqualTo("2");
        assertThat(sources.commit(url, next).subject()).isEqualTo("next");
        assertProblem(() -> sources.resolve(url, "release", ""), "UnknownRevision", "release");
    }

    @Test
    void theMirrorSurvivesARestartAndTheLocksOfAKilledProcess() throws Exception {
        String sha = shop.commit("first", "a", "1");
        sources.tree(url, sha);
        sources.close();
        try (var files = Files.walk(folder.resolve("mirrors"))) {
            Path refs = files.filter(each -> each.endsWith("refs/mirror"))
                    .findFirst()
                    .orElseThrow();
            for (Path ref : Files.list(refs).toList()) {
                Files.createFile(ref.resolveSibling(ref.getFileName() + ".lock"));
            }
        }
        sources = sources(repository -> access, LIMITS);
        double fetched = count("fetch");

        assertThat(text(sources.tree(url, sha), "a")).isEqualTo("1");
        assertThat(count("fetch")).isEqualTo(fetched);
        String second = shop.commit("second", "a", "2");
        assertThat(text(sources.tree(url, second), "a")).isEqualTo("2");
    }

    @Test
    void aDamagedMirrorIsFetchedAgain() throws Exception {
        String sha = shop.commit("first", "a", "1");
        sources.tree(url, sha);
        sources.close();
        try (var files = Files.walk(folder.resolve("mirrors"))) {
            for (Path pack :
                    files.filter(each -> each.toString().endsWith(".pack")).toList()) {
                Files.write(pack, new byte[100]);
            }
        }
        sources = sources(repository -> access, LIMITS);

        assertProblem(() -> text(sources.tree(url, sha), "a"), "MirrorDamaged", "fetched again");
        assertThat(text(sources.tree(url, sha), "a")).isEqualTo("1");
    }

    @Test
    void aMirrorUnderACredentialThatIsGoneIsRemoved() throws Exception {
        String sha = shop.commit("first", "a", "1");
        sources.tree(url, sha);
        access = new Access("new", Credential.NONE, TlsIdentity.OF_THE_MACHINE, false);

        assertThat(text(sources.tree(url, sha), "a")).isEqualTo("1");
        try (var files = Files.walk(folder.resolve("mirrors"))) {
            assertThat(files.filter(each -> each.toString().endsWith(".git"))).hasSize(1);
        }
    }

    @Test
    void aCredentialOpensTheRepositoryAndItsAbsenceIsExplained() {
        String sha = shop.commit("first", "a", "1");
        Credential password = new Credential.Password("ada", "s3cret-canary");
        host.onlyWith(password.authorization());

        assertProblem(() -> sources.resolve(url, "main", ""), "RepositoryUnauthorized", "credential");
        access = new Access("ada", password, TlsIdentity.OF_THE_MACHINE, false);
        assertThat(sources.resolve(url, "main", "").sha()).isEqualTo(sha);
        access = new Access("wrong", new Credential.Password("ada", "wrong-canary"), TlsIdentity.OF_THE_MACHINE, false);
        assertThatThrownBy(() -> sources.resolve(url, "main", ""))
                .hasMessageContaining("RepositoryUnauthorized")
                .hasMessageNotContaining("wrong-canary");
        access = new Access("token", new Credential.BearerToken("t0ken"), TlsIdentity.OF_THE_MACHINE, false);
        host.onlyWith("Bearer t0ken");
        assertThat(sources.resolve(url, "main", "").sha()).isEqualTo(sha);
    }

    @Test
    void aTokenThatLivesAnHourIsAskedForAgainWhileTheMirrorStays() {
        shop.commit("first", "a", "1");
        access = token("first-hour");
        host.onlyWith("Bearer first-hour");
        sources.resolve(url, "main", "");

        now = now.plus(Duration.ofMinutes(61));
        access = token("second-hour");
        host.onlyWith("Bearer second-hour");
        String second = shop.commit("second", "a", "2");
        sources.poll(url);

        assertThat(sources.resolve(url, "main", "").sha()).isEqualTo(second);
        assertThat(text(sources.tree(url, second), "a")).isEqualTo("2");
    }

    /** The identity of an app's credential stays while its tokens come and go. */
    private static Access token(String token) {
        return new Access("app", new Credential.BearerToken(token), TlsIdentity.OF_THE_MACHINE, false);
    }

    @Test
    void whatOneCredentialFetchedIsNotShownUnderAnother() {
        String sha = shop.commit("first", "a", "1");
        Credential password = new Credential.Password("ada", "pw");
        host.onlyWith(password.authorization());
        access = new Access("ada", password, TlsIdentity.OF_THE_MACHINE, false);
        sources.tree(url, sha);
        access = Access.ANONYMOUS;

        assertProblem(() -> sources.tree(url, sha), "RepositoryUnauthorized", "credential");
    }

    @Test
    void aCredentialNeverFollowsARedirectToAnotherOrigin() throws Exception {
        try (GitHost thief = new GitHost(folder.resolve("thief"))) {
            thief.repository("shop.git").commit("x", "a", "stolen");
            host.redirectTo(thief.origin() + "/git/shop.git");
            access = new Access("ada", new Credential.Password("ada", "pw"), TlsIdentity.OF_THE_MACHINE, false);

            assertProblem(
                    () -> sources.resolve(new RepositoryUrl(host.url("old")), "main", ""),
                    "RepositoryAddressRefused",
                    "redirects to");
            assertThat(thief.requests()).isEmpty();
        }
    }

    @Test
    void aRedirectOnTheSameOriginIsFollowed() {
        String sha = shop.commit("first", "a", "1");
        host.redirectTo(host.origin() + "/git/shop.git");

        RepositoryUrl old = new RepositoryUrl(host.url("old"));
        assertThat(sources.resolve(old, "main", "").sha()).isEqualTo(sha);
        assertThat(text(sources.tree(old, sha), "a")).isEqualTo("1");
    }

    @Test
    void aMissingRepositoryAndABrokenHostAreToldApart() {
        assertProblem(
                () -> sources.resolve(new RepositoryUrl(host.url("none.git")), "main", ""),
                "RepositoryNotFound",
                "none.git");
        assertProblem(
                () -> sources.resolve(new RepositoryUrl("http://127.0.0.1:1/x.git"), "main", ""),
                "RepositoryUnreachable",
                "refuses connections");
        host.answer(503);
        assertProblem(() -> sources.resolve(url, "main", ""), "RepositoryUnreachable", "503");
    }

    @Test
    void manyFetchesInARowKeepToTheConnectionTheyHave() {
        RepositoryUrl served = new RepositoryUrl(host.backendUrl("shop.git"));
        shop.commit("first", "a", "0");
        sources.tree(served, sources.resolve(served, "main", "").sha());
        int before = host.connections();
        for (int i = 1; i <= 20; i++) {
            String sha = shop.commit("next", "a", "" + i);
            sources.poll(served);

            assertThat(text(sources.tree(served, sha), "a")).isEqualTo("" + i);
        }

        assertThat(host.connections() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void packsOfManyFetchesBecomeOneAndWhatWasReadStaysReadable() {
        String first = shop.commit("first", "a", "0");
        sources.tree(url, sources.resolve(url, "main", "").sha());
        SourceTree read = sources.tree(url, first);
        for (int i = 1; i <= 51; i++) {
            shop.commit("next", "a", "" + i);
            sources.poll(url);
        }

        Eventually.eventually(() -> assertThat(packs()).isLessThan(5));
        assertThat(text(read, "a")).isEqualTo("0");
        assertThat(text(sources.tree(url, sources.resolve(url, "main", "").sha()), "a"))
                .isEqualTo("51");
    }

    private long packs() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("mirrors"))) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        }
    }

    @Test
    void anUnreachableHostIsNotAskedOncePerApplication() {
        host.answer(503);
        for (int i = 0; i < 20; i++) {
            assertProblem(() -> sources.resolve(url, "main", ""), "RepositoryUnreachable", "503");
        }

        assertThat(count("ls-refs")).isEqualTo(1);
        host.answer(0);
        shop.commit("first", "a", "1");
        now = now.plusSeconds(30);
        assertThat(sources.resolve(url, "main", "").ref()).isEqualTo("refs/heads/main");
    }

    @Test
    void addressesThatCouldDoHarmAreNotAsked() {
        for (String bad : List.of(
                "file:///etc",
                "/etc",
                "ext::sh -c x",
                "--upload-pack=touch",
                "ssh://-oProxyCommand=x/y",
                "git://example.com/x",
                "https://ada:pw-canary@example.com/x.git",
                "https://example.com/x.git?token=tok-canary",
                "ftp://example.com/x",
                "")) {
            assertThatThrownBy(() -> sources.resolve(new RepositoryUrl(bad), "main", ""))
                    .as(bad)
                    .hasMessageContaining("RepositoryAddressRefused")
                    .hasMessageNotContaining("canary");
        }
    }

    private double count(String kind) {
        return meters.counter("fairway.git.requests", "kind", kind).count();
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
