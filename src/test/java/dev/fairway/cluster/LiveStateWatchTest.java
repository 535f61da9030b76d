package dev.fairway.cluster;

import static dev.fairway.cluster.StubApi.event;
import static dev.fairway.cluster.StubApi.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.cluster.LiveState.LiveChange;
import dev.fairway.cluster.LiveState.LiveChange.Type;
import dev.fairway.cluster.StubApi.Answer;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the live state makes of a server's bad days. Waits are recorded, not waited for. */
class LiveStateWatchTest {

    private static final String LIST = "list /api/v1/configmaps";
    private static final String WATCH = "watch /api/v1/configmaps";
    private static final String TRACKED =
            ",\"annotations\":{\"argocd.argoproj.io/tracking-id\":\"web:/ConfigMap:shop/%s\"}";

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final List<LiveChange> changes = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open.reversed()) {
            closeable.close();
        }
    }

    @Test
    void allPagesOfAListAreRead() {
        StubApi api = api("ConfigMap");
        api.script(LIST, Answer.page(10, "next", object("a", 3, "")), Answer.list(10, object("b", 4, "")));

        LiveState live = live(api);

        assertThat(live.find(key("a"))).isPresent();
        assertThat(live.find(key("b"))).isPresent();
        assertThat(api.requests(LIST))
                .extracting(request -> request.query().get("continue"))
                .containsExactly(null, "next");
        assertThat(live.problem()).isEmpty();
    }

    @Test
    void aWatchThatEndsResumesWhereItStood() {
        StubApi api = api("ConfigMap");
        api.script(LIST, Answer.list(10, object("a", 3, "")));
        api.script(
                WATCH,
                Answer.endingEvents(
                        event("MODIFIED", object("a", 11, "")),
                        event("BOOKMARK", "{\"metadata\":{\"resourceVersion\":\"15\"}}")),
                Answer.events(event("DELETED", object("a", 16, ""))));

        LiveState live = live(api);

        Eventually.that(() -> assertThat(live.find(key("a"))).isEmpty());
        assertThat(api.requests(WATCH))
                .extracting(request -> request.query().get("resourceVersion"))
                .containsExactly("10", "15");
        assertThat(api.requests(LIST)).hasSize(1);
    }

    @Test
    void aWatchThatIsTooOldListsAnewAndTellsWhatIsGone() {
        StubApi api = api("ConfigMap");
        api.script(
                LIST,
                Answer.list(10, object("stays", 3, ""), object("goes", 4, ""), object("moves", 5, "")),
                Answer.list(90, object("stays", 3, ""), object("moves", 80, ""), object("comes", 81, "")));
        api.script(
                WATCH,
                Answer.endingEvents(event("ERROR", "{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\"}")));

        LiveState live = live(api);

        Eventually.that(() -> assertThat(live.find(key("comes"))).isPresent());
        Eventually.that(() -> assertThat(live.find(key("goes"))).isEmpty());
        Eventually.that(() -> assertThat(changesOf("goes")).endsWith(Type.DELETED));
        assertThat(changesOf("stays")).containsExactly(Type.ADDED);
        assertThat(changesOf("moves")).containsExactly(Type.ADDED, Type.MODIFIED);
        Eventually.that(() -> assertThat(changesOf(""))
                .as("one RELISTED for every listing")
                .containsExactly(Type.RELISTED, Type.RELISTED));
    }

    @Test
    void aLateEventNeverTakesAnObjectBack() {
        StubApi api = api("ConfigMap");
        api.script(LIST, Answer.list(10, object("a", 9, ",\"labels\":{\"state\":\"new\"}")));
        api.script(
                WATCH,
                Answer.events(
                        event("MODIFIED", object("a", 7, "")),
                        event("DELETED", object("a", 8, "")),
                        event("ADDED", object("b", 11, ""))));

        LiveState live = live(api);

        Eventually.that(() -> assertThat(live.find(key("b"))).isPresent());
        assertThat(live.find(key("a")).orElseThrow().resourceVersion()).isEqualTo("9");
    }

    @Test
    void aForbiddenKindIsToldAndStopsNoOther() {
        StubApi api = api("ConfigMap", "Secret");
        api.always(
                "/api/v1/secrets",
                new Answer(
                        403,
                        "{\"kind\":\"Status\",\"code\":403,\"reason\":\"Forbidden\",\"message\":\"no secrets for you\"}"));
        api.script(LIST, Answer.list(10, object("a", 3, "")));

        LiveState live = live(api);

        assertThat(live.find(key("a"))).isPresent();
        Problem problem = live.problem().orElseThrow();
        assertThat(problem.code()).isEqualTo("LiveStatePartial");
        assertThat(problem.outlook()).isEqualTo(Problem.Outlook.STALLED);
        assertThat(problem.message()).contains("1 of 2 kinds", "Secret").doesNotContain("for you");
    }

    @Test
    void failuresBackOffLongerAndLonger() {
        StubApi api = api("ConfigMap");
        Answer broken = new Answer(500, "{\"kind\":\"Status\",\"code\":500,\"message\":\"etcd is ill\"}");
        api.script(LIST, broken, broken, broken, broken, Answer.list(10, object("a", 3, "")));

        LiveState live = live(api);

        assertThat(live.find(key("a"))).isPresent();
        assertThat(pauses).hasSize(4);
        assertThat(pauses.getFirst()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(pauses.getLast()).isBetween(Duration.ofMillis(800), Duration.ofMillis(1600));
    }

    @Test
    void ofAWatchThatHasFallenSilentNothingFollowsAboutWhatIsNotThere() {
        StubApi api = api("ConfigMap");
        Answer broken = new Answer(500, "{\"kind\":\"Status\",\"code\":500,\"message\":\"etcd is ill\"}");
        api.script(LIST, Answer.list(10, object("a", 3, "")));
        api.script(WATCH, broken, broken, broken, Answer.events(event("MODIFIED", object("a", 11, ""))));
        api.always("/api/v1/namespaces/shop/configmaps/late", new Answer(200, object("late", 12, "")));
        CountDownLatch silent = new CountDownLatch(1);
        TestCluster cluster = new TestCluster(
                api.address(),
                pause -> {
                    pauses.add(pause);
                    if (pauses.size() == 3) {
                        silent.await();
                    }
                },
                List.of());
        open.add(cluster);
        LiveState live = cluster.driver.live();
        assertThat(live.awaitComplete(Duration.ofSeconds(20))).isTrue();

        Eventually.that(() -> assertThat(live.isBehind(key("a").groupKind())).isTrue());
        assertThat(live.problem().orElseThrow().code()).isEqualTo("LiveStateStale");
        assertThat(live.get(key("late")))
                .as("what the watch has not told of is asked for, not taken for deleted")
                .isPresent();

        silent.countDown();
        Eventually.that(() -> assertThat(live.isBehind(key("a").groupKind())).isFalse());
    }

    @Test
    void anUnreachableClusterIsAProblemWithItsHostOnly() {
        StubApi api = api("ConfigMap");
        ClusterAccess address = api.address();
        api.close();
        TestCluster cluster = new TestCluster(address, pause -> Thread.sleep(20), List.of());
        open.add(cluster);

        LiveState live = cluster.driver.live();

        Eventually.that(() -> assertThat(live.problem().orElseThrow().code()).isEqualTo("ClusterUnreachable"));
        assertThat(live.problem().orElseThrow().message()).contains(address.host(), "refuses the connection");
        assertThat(live.awaitComplete(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void kindsThatNobodyDeclaresAreAskedForTheirMetadataUntilOneIsDeclared() {
        StubApi api = api("ConfigMap");
        api.script(
                LIST,
                Answer.list(10, object("a", 3, "")),
                Answer.list(20, object("a", 3, ""), whole("b", 12, TRACKED.formatted("b"), "\"color\":\"green\"")));
        api.script(WATCH, Answer.events(event("ADDED", object("b", 12, TRACKED.formatted("b")))));

        LiveState live = live(api);

        Eventually.that(
                () -> assertThat(live.find(key("b")).orElseThrow().full()).isTrue());
        assertThat(live.find(key("a")).orElseThrow().full()).isFalse();
        assertThat(live.get(key("b")).orElseThrow().text("/data/color")).isEqualTo("green");
        assertThat(live.trackedBy(new ApplicationName("argocd", "web"))).hasSize(1);
        assertThat(api.requests(LIST))
                .extracting(request -> request.headers().get("Accept").contains("PartialObjectMetadata"))
                .containsExactly(true, false);
        assertThat(live.counts()).isEqualTo(new LiveState.Counts(1, 1));
    }

    @Test
    void aListingThatIsGivenUpForAWholeOneIsNotComplete() {
        StubApi api = api("ConfigMap");
        api.script(
                LIST,
                Answer.page(10, "next", object("a", 3, TRACKED.formatted("a"))),
                new Answer(500, "{\"kind\":\"Status\",\"code\":500,\"message\":\"etcd is ill\"}"),
                Answer.list(20, object("a", 3, TRACKED.formatted("a")), object("b", 4, "")));
        AtomicReference<LiveState> state = new AtomicReference<>();
        List<Boolean> complete = new CopyOnWriteArrayList<>();
        TestCluster cluster = new TestCluster(
                api.address(), pause -> complete.add(state.get().awaitComplete(Duration.ZERO)), List.of());
        open.add(cluster);
        state.set(cluster.live);

        assertThat(cluster.driver.live().awaitComplete(Duration.ofSeconds(20))).isTrue();

        assertThat(cluster.live.find(key("b"))).isPresent();
        assertThat(complete).containsExactly(false);
    }

    @Test
    void anAnnounceKindIsWholeFromTheFirstListing() {
        StubApi api = api("ConfigMap");
        TestCluster cluster = cluster(api);
        cluster.live.manage(java.util.Set.of(new dev.fairway.resource.GroupKind("", "ConfigMap")));

        cluster.driver.live().awaitComplete(Duration.ofSeconds(10));

        assertThat(api.requests(LIST).getFirst().headers().get("Accept")).doesNotContain("PartialObjectMetadata");
    }

    @Test
    void aPodBelongsToTheApplicationOfItsOwnersAlsoWhenItGoes() {
        StubApi api = api("ConfigMap", "Pod");
        api.script(LIST, Answer.list(10, object("parent", 3, TRACKED.formatted("parent"))));
        String owned =
                ",\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"parent\",\"uid\":\"uid-parent\",\"controller\":true}]";
        api.script("list /api/v1/pods", new Answer(500, "{}"), Answer.list(10));
        api.script(
                "watch /api/v1/pods",
                Answer.events(
                        event("ADDED", object("child", 11, owned)), event("DELETED", object("child", 12, owned))));

        LiveState live = live(api);

        Eventually.that(() -> assertThat(changesOf("child")).contains(Type.DELETED));
        assertThat(changes)
                .filteredOn(change -> change.key().name().equals("child"))
                .extracting(change -> change.tracking().orElseThrow().name())
                .containsOnly("web");
        assertThat(live.ownedBy("uid-parent")).isEmpty();
    }

    @Test
    void aRestrictedClusterIsReadNamespaceByNamespace() {
        StubApi api = api("ConfigMap");
        TestCluster cluster = new TestCluster(api.address(), pauses::add, List.of("shop", "bank"));
        open.add(cluster);

        assertThat(cluster.driver.live().awaitComplete(Duration.ofSeconds(10))).isTrue();

        assertThat(api.requests("list /api/v1/namespaces/shop/configmaps")).hasSize(1);
        assertThat(api.requests("list /api/v1/namespaces/bank/configmaps")).hasSize(1);
        assertThat(api.requests(LIST)).isEmpty();
    }

    private StubApi api(String... kinds) {
        StubApi api = new StubApi(kinds);
        open.add(api);
        return api;
    }

    private TestCluster cluster(StubApi api) {
        TestCluster cluster = new TestCluster(
                api.address(),
                pause -> {
                    pauses.add(pause);
                    // A refused kind is asked again in five minutes: never, here.
                    if (pause.compareTo(Duration.ofMinutes(2)) > 0) {
                        Thread.sleep(60_000);
                    }
                },
                List.of());
        open.add(cluster);
        return cluster;
    }

    private LiveState live(StubApi api) {
        TestCluster cluster = cluster(api);
        cluster.live.onChange(changes::add);
        LiveState live = cluster.driver.live();
        assertThat(live.awaitComplete(Duration.ofSeconds(20)))
                .as("%s", live.problem())
                .isTrue();
        return live;
    }

    private List<Type> changesOf(String name) {
        return changes.stream()
                .filter(change -> change.key().name().equals(name))
                .map(LiveChange::type)
                .toList();
    }

    private static ResourceKey key(String name) {
        return new ResourceKey("", "ConfigMap", "shop", name);
    }

    private static String whole(String name, long version, String metadata, String data) {
        String object = object(name, version, metadata);
        return object.substring(0, object.length() - 1) + ",\"data\":{" + data + "}}";
    }
}
