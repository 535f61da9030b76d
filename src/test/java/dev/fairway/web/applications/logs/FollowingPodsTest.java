package dev.fairway.web.applications.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
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
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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
                        length -> {})
                .run(List.of(POD));
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads until it has seen what it waits for, and is gone then. */
    private static final class Page extends MockHttpServletResponse {

        private final String last;
        private String sent = "";

        Page(String last) {
            this.last = last;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public void write(byte[] bytes) throws IOException {
                    sent += new String(bytes, StandardCharsets.UTF_8);
                    if (sent.contains(last)) {
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
