package dev.fairway.sandbox.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHostTests {

    private static final CredentialsProvider TOKEN =
            new UsernamePasswordCredentialsProvider("anyone", GitHostServer.TOKEN);

    @TempDir
    Path temp;

    private GitHostServer server;

    @BeforeEach
    void serve() throws Exception {
        Path folder = temp.resolve("git");
        new SampleRepositories(folder, "http://git.test/sandbox/git")
                .createMissing(Instant.parse("2026-03-02T08:00:00Z"));
        server = new GitHostServer(folder);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aSampleCanBeClonedWithTheTokenAsPassword() throws Exception {
        try (Git clone = clone("shop", "work")) {
            assertThat(temp.resolve("work/pricing/staging/deployment.yaml")).exists();
            assertThat(clone.getRepository().getBranch()).isEqualTo("main");
        }
    }

    @Test
    void aPushIsSeenByTheNextFetchAndAnnouncedAfterIt() throws Exception {
        try (Git mine = clone("shop", "mine");
                Git theirs = clone("shop", "theirs")) {
            ObjectId before = theirs.getRepository().resolve("HEAD");
            ObjectId after = change(mine, "pricing/staging/note.txt", "hello");

            assertThat(push(mine, "refs/heads/main")).isEqualTo(RemoteRefUpdate.Status.OK);

            theirs.fetch().setCredentialsProvider(TOKEN).call();
            assertThat(theirs.getRepository().resolve("origin/main")).isEqualTo(after);
            assertThat(server.pushes)
                    .containsExactly(new Pushed(
                            "http://git.test/sandbox/git/shop.git",
                            List.of(new Pushed.RefChange("refs/heads/main", before.name(), after.name()))));
        }
    }

    @Test
    void aPushThatWouldLoseCommitsIsRefusedAndNotAnnounced() throws Exception {
        try (Git mine = clone("shop", "mine");
                Git theirs = clone("shop", "theirs")) {
            change(mine, "a.txt", "mine");
            push(mine, "refs/heads/main");
            change(theirs, "a.txt", "theirs");

            assertThat(push(theirs, "refs/heads/main")).isEqualTo(RemoteRefUpdate.Status.REJECTED_NONFASTFORWARD);
            assertThat(server.pushes).hasSize(1);
        }
    }

    @Test
    void aNewBranchStartsFromZero() throws Exception {
        try (Git mine = clone("platform", "mine")) {
            push(mine, "refs/heads/experiment");

            assertThat(server.pushes.getFirst().changes().getFirst().before())
                    .isEqualTo(ObjectId.zeroId().name());
        }
    }

    @Test
    void withoutTheTokenNothingIsServed() {
        assertThatThrownBy(() -> Git.cloneRepository()
                        .setURI(server.url("shop"))
                        .setDirectory(temp.resolve("work").toFile())
                        .setCredentialsProvider(new UsernamePasswordCredentialsProvider("anyone", "guess"))
                        .call())
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("not authorized");
    }

    @Test
    void theTokenIsAlsoTakenAsABearer() throws Exception {
        assertThat(status("shop", "Bearer " + GitHostServer.TOKEN)).isEqualTo(200);
        assertThat(status("shop", "Bearer other")).isEqualTo(401);
    }

    @Test
    void aNameThatIsNoRepositoryIsNotFoundWhereverItPoints() throws Exception {
        Files.createDirectories(temp.resolve("outside.git"));
        assertThat(status("nothing", "Bearer " + GitHostServer.TOKEN)).isEqualTo(404);
        assertThat(status("..%2foutside", "Bearer " + GitHostServer.TOKEN)).isBetween(400, 404);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, ADMITTED",
        "::1, ADMITTED",
        "0:0:0:0:0:0:0:1, ADMITTED",
        "192.0.2.7, ELSEWHERE",
        "2001:db8::1, ELSEWHERE"
    })
    void onlyThisMachineIsServed(String address, GitGate.Verdict verdict) {
        assertThat(new GitGate("secret").judge(address, "Bearer secret")).isEqualTo(verdict);
    }

    private int status(String repository, String authorization) throws Exception {
        URI uri = URI.create(server.url(repository) + "/info/refs?service=git-upload-pack");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", authorization)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private Git clone(String repository, String folder) throws Exception {
        return Git.cloneRepository()
                .setURI(server.url(repository))
                .setDirectory(temp.resolve(folder).toFile())
                .setCredentialsProvider(TOKEN)
                .call();
    }

    private RevCommit change(Git work, String path, String text) throws Exception {
        Files.writeString(work.getRepository().getWorkTree().toPath().resolve(path), text);
        work.add().addFilepattern(path).call();
        return work.commit()
                .setAuthor("Someone", "someone@tidewater.example")
                .setCommitter("Someone", "someone@tidewater.example")
                .setSign(false)
                .setMessage("Change " + path)
                .call();
    }

    private RemoteRefUpdate.Status push(Git work, String ref) throws Exception {
        return work.push()
                .setRefSpecs(new RefSpec("HEAD:" + ref))
                .setCredentialsProvider(TOKEN)
                .call()
                .iterator()
                .next()
                .getRemoteUpdate(ref)
                .getStatus();
    }
}
