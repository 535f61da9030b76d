package dev.fairway.web.applications.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.cluster.ClusterDriver.LogRequest;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.live.Ending;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class FollowingPodsTest {

    private static final TreeNode POD = new TreeNode(
            new ResourceKey("", "Pod", "shop", "web-1"),
            "v1",
            "uid",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(),
            List.of());
    private static final Instant NOW = Instant.parse("2026-03-03T02:07:40Z");

    @Test
    void whatTheNextContainerOfAPodWritesFollows() {
        LinkedBlockingQueue<Supplier<InputStream>> logs = new LinkedBlockingQueue<>(List.of(
                () -> text("2026-03-03T02:07:41Z one\n"),
                () -> {
                    throw new ClusterProblem(ClusterProblem.Reason.INVALID, "It is waiting to start.", null);
                },
                () -> text("2026-03-03T02:07:41Z one\n2026-03-03T02:07:45Z two\n")));
        Page page = new Page("two");

        follow(logs, page);

        assertThat(page.sent).containsOnlyOnce("\"one\"").containsOnlyOnce("\"two\"");
    }

    @Test
    void whoComesBackGetsOfEveryPodWhatFollowsWhateverItsClockShows() {
        // The clock of web-1's node is an hour behind, that of web-2's an hour ahead. Two lines have the same time and
        // text.
        List<String> slow = List.of("01:00:00.1Z a", "01:00:00.2Z twin", "01:00:00.2Z twin", "01:00:00.3Z d");
        List<String> fast = List.of("03:00:00.1Z e", "03:00:00.9Z f", "03:00:00.8Z g", "03:00:01Z h");
        Map<String, List<String>> written = new ConcurrentHashMap<>(
                Map.of("web-1", slow.subList(0, 2), "web-2", fast.subList(0, 2), "web-3", List.of()));
        Page first = new Page("\"twin\"", "\"f\"");
        follow(written, LogMarks.NONE.with(key("web-1"), LogMark.START), first);

        written.put("web-1", slow);
        written.put("web-2", fast);
        written.put("web-3", List.of("02:00:00Z born meanwhile"));
        Page second = new Page("\"d\"", "\"h\"", "born");
        follow(written, LogMarks.parse(first.id()), second);

        assertThat(texts(first.sent + second.sent))
                .containsExactlyInAnyOrder("a", "twin", "twin", "d", "e", "f", "g", "h", "born meanwhile");
        assertThat(second.id()).hasSizeLessThan(300);
    }

    @Test
    void whatIsNoIdOfOursIsNoMark() {
        for (String text : List.of(
                "", "x", "@", "abcdefgh@", "abcdefgh@now+1", "abcdefgh@2026-03-03T02:07:41Z+x", "a,".repeat(5_000))) {
            assertThat(LogMarks.parse(text).isEmpty()).as(text).isTrue();
        }
        LogMark mark = new LogMark(NOW, 3);
        LogMarks marks = LogMarks.NONE.with(key("web-1"), mark);
        assertThat(LogMarks.parse(marks.text() + ",zzz").of(key("web-1"))).contains(mark);
    }

    @Test
    void aPodIsLetGoWhenTheReaderHasGone() throws InterruptedException {
        AtomicReference<Thread> reading = new AtomicReference<>();
        LinkedBlockingQueue<Supplier<InputStream>> logs = new LinkedBlockingQueue<>(List.of(() -> new InputStream() {
            private int at;

            @Override
            public int read() {
                reading.set(Thread.currentThread());
                return at++ % 2 == 0 ? 'a' : '\n';
            }
        }));

        follow(logs, new Page("\"a\""));

        assertThat(reading.get().join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aLineThatNeverEndsIsNotKept() throws IOException {
        InputStream endless = new InputStream() {
            private long left = 3L * CutLines.LONGEST;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }
        };

        try (CutLines lines = new CutLines(endless)) {
            assertThat(lines.next().orElseThrow()).hasSize(CutLines.LONGEST);
            assertThat(lines.next()).isEmpty();
        }
    }

    private static void follow(LinkedBlockingQueue<Supplier<InputStream>> logs, Page page) {
        Reconciliations reconciliations = (Reconciliations) Proxy.newProxyInstance(
                Reconciliations.class.getClassLoader(),
                new Class<?>[] {Reconciliations.class},
                (proxy, method, args) -> {
                    Supplier<InputStream> next = logs.poll();
                    if (next == null) {
                        throw new ClusterProblem(ClusterProblem.Reason.NOT_FOUND, "The pod is gone.", null);
                    }
                    return next.get();
                });
        LogQuery query = LogQuery.tailOf(new ResourceKey("", "Pod", "shop", "web-1"), 10);
        new Following(
                        reconciliations,
                        new ApplicationName("argocd", "shop"),
                        query,
                        LogResumption.after("", NOW),
                        page,
                        () -> NOW,
                        length -> {},
                        new Ending())
                .run(List.of(POD));
    }

    /** Pods whose logs are told as a cluster does: from a time on, and to their end. */
    private static void follow(Map<String, List<String>> written, LogMarks marks, Page page) {
        Reconciliations reconciliations = (Reconciliations) Proxy.newProxyInstance(
                Reconciliations.class.getClassLoader(),
                new Class<?>[] {Reconciliations.class},
                (proxy, method, args) -> {
                    LogRequest request = (LogRequest) args[1];
                    return text(written.get(request.pod()).stream()
                            .map(line -> "2026-03-03T" + line)
                            .filter(line -> request.sinceTime()
                                    .map(since -> !LogLine.of("", line).time().isBefore(since))
                                    .orElse(true))
                            .map(line -> line + "\n")
                            .collect(Collectors.joining()));
                });
        new Following(
                        reconciliations,
                        new ApplicationName("argocd", "shop"),
                        LogQuery.tailOf(POD.key(), 10),
                        LogResumption.after("", NOW).at(marks, NOW),
                        page,
                        () -> NOW,
                        length -> Thread.sleep(Duration.ofDays(1)),
                        new Ending())
                .run(written.keySet().stream().map(FollowingPodsTest::pod).toList());
    }

    private static TreeNode pod(String name) {
        return new TreeNode(
                key(name), "v1", "uid", List.of(), Optional.empty(), Optional.empty(), false, List.of(), List.of());
    }

    private static ResourceKey key(String name) {
        return new ResourceKey("", "Pod", "shop", name);
    }

    private static List<String> texts(String sent) {
        return Pattern.compile("\"text\":\"([^\"]*)\"")
                .matcher(sent)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads until it has seen what it waits for, and is gone then. */
    private static final class Page extends MockHttpServletResponse {

        private final List<String> last;
        private String sent = "";

        Page(String... last) {
            this.last = List.of(last);
        }

        /** Of the last event. */
        String id() {
            int at = sent.lastIndexOf("id: ");
            return sent.substring(at + 4, sent.indexOf('\n', at));
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public void write(byte[] bytes) throws IOException {
                    sent += new String(bytes, StandardCharsets.UTF_8);
                    if (last.stream().allMatch(sent::contains)) {
                        throw new IOException("gone");
                    }
                }

                @Override
                public void write(int one) {}

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {}
            };
        }
    }
}
