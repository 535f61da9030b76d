package dev.fairway.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The one Chromium of a thread: tests run in two lanes, and a driver is for one of them at a time. It is the system's: nothing
 * is downloaded. It has no window, fetches nothing by itself, and ends with the JVM, because its driver ends when nobody holds
 * the other side of the pipe.
 */
final class Chromium {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private static final ThreadLocal<com.microsoft.playwright.Browser> RUNNING =
            ThreadLocal.withInitial(Chromium::start);

    private Chromium() {}

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** A profile of its own: no cookie, nothing stored. */
    static BrowserContext profile(NewContextOptions options) {
        return RUNNING.get().newContext(options);
    }

    private static com.microsoft.playwright.Browser start() {
        Playwright driver = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return driver.chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }
}
