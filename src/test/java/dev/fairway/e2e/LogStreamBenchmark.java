package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.benchmark.Size;
import dev.fairway.benchmark.Table;
import dev.fairway.browser.Browser;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A thousand lines a second for ten minutes: what the page and the server hold at its end and at its beginning. */
class LogStreamBenchmark {

    private static final String APP = "torrent";
    private static final int PER_SECOND = 1_000;
    private static final double MEGABYTE = 1024 * 1024;

    @Test
    void memoryStaysFlatOnBothSides() {
        int minutes = Size.of("log.minutes", 10);
        Fairway fairway = Fairway.running();
        fairway.repository("torrent")
                .push(
                        "A torrent of lines",
                        Map.of(
                                APP + "/torrent.yaml",
                                Yaml.deployment("torrent", "chatty:" + PER_SECOND, "QUAY")
                                        .replace("replicas: 2", "replicas: 1")));
        fairway.rest().create(Yaml.automated(APP, fairway.address("torrent")));
        eventually(() -> assertThat(fairway.rest().state(APP)).isEqualTo("Synced Healthy"));
        try (Browser browser = Browser.open(fairway.address(), fairway.session("ada", Role.DEVELOPER))) {
            browser.visit("/apps/argocd/" + APP + "/logs?tail=2000");
            browser.find("[data-follow]").click();
            wait(browser, Duration.ofMinutes(1));
            double pageBefore = page(browser);
            double serverBefore = server();
            long firstLine = last(browser);
            long began = System.nanoTime();

            wait(browser, Duration.ofMinutes(minutes));

            double seconds = (System.nanoTime() - began) / 1e9;
            double rate = (last(browser) - firstLine) / seconds;
            String how = "%d minutes, %.0f lines a second reached the page".formatted(minutes, rate);
            Table.atMost("a followed log: growth of the page's heap, MB", 5, page(browser) - pageBefore, how);
            Table.atMost(
                    "a followed log: growth of the server's heap, MB",
                    20,
                    server() - serverBefore,
                    "after a collection; the cluster that makes the lines up is in it");
            Table.atMost(
                    "a followed log: lines in the page",
                    2_000,
                    browser.all(".log-lines li").size(),
                    how);
        }
    }

    /** The browser must go on living meanwhile. */
    private static void wait(Browser browser, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            browser.until(page -> page.says("document.querySelectorAll('.log-lines li').length > 0"));
            browser.page().waitForTimeout(500);
        }
    }

    private static long last(Browser browser) {
        return ((Number)
                        browser.ask(
                                "Number(document.querySelector('.log-lines li:last-child span').textContent.match(/request (\\d+)/)[1])"))
                .longValue();
    }

    private static double page(Browser browser) {
        return browser.heap() / MEGABYTE;
    }

    private static double server() {
        for (int round = 0; round < 3; round++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }
}
