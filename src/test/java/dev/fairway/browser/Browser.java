package dev.fairway.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One person's browser without a window, with a profile of its own. Where no Chromium is installed, {@link #isInstalled} says
 * so. What is asked for is waited for up to a minute; nothing is waited for by time.
 */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final double A_LOOK = 50;

    private final BrowserContext profile;
    private final Page page;
    private final String site;
    private final List<String> complaints = new ArrayList<>();
    private Optional<CDPSession> tools = Optional.empty();

    private Browser(NewContextOptions options, String site) {
        this.profile = Chromium.profile(options.setViewportSize(1440, 900).setReducedMotion(ReducedMotion.REDUCE));
        this.profile.setDefaultTimeout(PATIENCE.toMillis());
        this.site = site;
        this.page = profile.newPage();
        page.onConsoleMessage(this::listen);
        page.onPageError(complaints::add);
    }

    public static boolean isInstalled() {
        return Chromium.isInstalled();
    }

    /**
     * Signed in.
     *
     * @param site the address of the running pages
     * @param session the session cookie's value
     */
    public static Browser open(String site, String session) {
        return open(site).cookie("fairway", session);
    }

    /** Signed out. */
    public static Browser open(String site) {
        return new Browser(new NewContextOptions(), site);
    }

    /** Signed in, of someone who lets no page run a script. */
    public static Browser withoutScripts(String site, String session) {
        return new Browser(new NewContextOptions().setJavaScriptEnabled(false), site).cookie("fairway", session);
    }

    public Browser visit(String path) {
        complaints.clear();
        page.navigate(site + path);
        return this;
    }

    /** {@code light} or {@code dark}, from the next page on. */
    public Browser theme(String theme) {
        return cookie("theme", theme);
    }

    private Browser cookie(String name, String value) {
        profile.addCookies(List.of(new Cookie(name, value).setUrl(site)));
        return this;
    }

    public Browser size(int width, int height) {
        page.setViewportSize(width, height);
        return this;
    }

    /** The first element like this; what is done with it waits until it is there. */
    public Locator find(String selector) {
        return page.locator(selector).first();
    }

    /** All that are there now. */
    public List<Locator> all(String selector) {
        return page.locator(selector).all();
    }

    /** Keys as they are called on a keyboard: {@code j}, {@code Escape}, {@code Control+k}. */
    public Browser press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
        return this;
    }

    public Browser type(String text) {
        page.keyboard().type(text);
        return this;
    }

    /** The element that has the focus. */
    public Locator focused() {
        return page.locator(":focus").first();
    }

    /** What an expression or a function gives on the page. */
    public Object ask(String script) {
        return page.evaluate(script);
    }

    public boolean says(String script) {
        return Boolean.TRUE.equals(ask(script));
    }

    public String address() {
        return page.url().substring(site.length());
    }

    /** Back to the page before. */
    public Browser back() {
        page.goBack();
        return this;
    }

    /** Waits until another page has come, with its scripts. */
    public void arrive(String path) {
        until(page -> page.address().equals(path) && page.says("document.readyState === 'complete'"));
    }

    /** Waits until it is so. */
    public void until(Predicate<Browser> state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(state)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Still not so on " + address() + ":\n" + text());
            }
            page.waitForTimeout(A_LOOK);
        }
    }

    /** A page that is just being left has no answer yet. */
    private boolean holds(Predicate<Browser> state) {
        try {
            return state.test(this);
        } catch (PlaywrightException leaving) {
            return false;
        }
    }

    /** What a person reads on the page. */
    public String text() {
        return find("body").innerText();
    }

    /** What a checker of accessibility finds serious or critical on this page. */
    public List<String> barriers() {
        page.evaluate(axe());
        return found("{ resultTypes: ['violations'] }");
    }

    /** After {@link #barriers}, of the same page in another theme: what is too faint in it. */
    public List<String> faintWords() {
        return found("{ resultTypes: ['violations'], runOnly: ['color-contrast'] }");
    }

    private List<String> found(String options) {
        Object result = page.evaluate("""
            () => axe.run(document, %s).then(
                result => result.violations
                    .filter(each => each.impact === 'serious' || each.impact === 'critical')
                    .map(each => each.id + ': ' + each.nodes.slice(0, 4).map(node => node.html.slice(0, 160)
                        + ' ' + (node.any[0] ? node.any[0].message : '')).join(' | ')))\
            """.formatted(options));
        List<String> barriers = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(result)).forEach(each -> barriers.add(String.valueOf(each)));
        return barriers;
    }

    /** Errors that this page wrote to its console, refused scripts and styles among them. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void listen(ConsoleMessage message) {
        String text = message.text();
        if (message.type().equals("error")
                // A request that was under way when one left its page.
                && !text.contains("htmx:sendAbort")
                && !text.contains("htmx:afterRequest")
                // What a browser asks for by itself where an answer is no page.
                && !message.location().contains("/favicon.ico")) {
            complaints.add(text + " " + message.location());
        }
    }

    /** What makes the page wider than the window, and by how much; empty if it is not. */
    public List<String> sideways() {
        return texts("""
            (() => {
                const page = document.documentElement, room = page.clientWidth;
                if (page.scrollWidth <= room) return [];
                const over = [...document.querySelectorAll('body *')]
                    .filter(each => each.getBoundingClientRect().right > room + 0.5 && !each.firstElementChild)
                    .map(each => each.tagName + '.' + (each.getAttribute('class') ?? '') + ' in '
                        + (each.closest('[class]')?.className ?? '') + ' until ' + Math.round(each.getBoundingClientRect().right)
                        + ': ' + each.textContent.trim().slice(0, 60));
                return ['The page is ' + page.scrollWidth + ' wide and has ' + room, ...over.slice(0, 8)];
            })()\
            """);
    }

    /** Tables that are wider than their place, so that one has to push them to read them. */
    public List<String> tooWide() {
        return texts("""
            [...document.querySelectorAll('.scroll > .table')]
                .filter(each => each.scrollWidth > each.parentElement.clientWidth + 1)
                .map(each => each.caption ? each.caption.innerText : each.className)\
            """);
    }

    private List<String> texts(String script) {
        return ((List<?>) Objects.requireNonNull(ask(script)))
                .stream().map(String::valueOf).toList();
    }

    public void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    /** For the documentation: what one sees, in few bytes. */
    public void smallPicture(Path file) {
        SmallPicture.write(page.screenshot(), file);
    }

    /** Takes the network away, or gives it back. */
    public void network(boolean there) {
        profile.setOffline(!there);
    }

    /** For what only a test or two need. */
    public Page page() {
        return page;
    }

    /** How many seconds of processor time the main thread of the page has taken so far. */
    public double busySeconds() {
        return metric("TaskDuration");
    }

    /** How many bytes the scripts of the page hold, after a collection. */
    public double heap() {
        tools().send("HeapProfiler.collectGarbage");
        return metric("JSHeapUsedSize");
    }

    /** One for all questions: each counts from when it was opened. */
    private CDPSession tools() {
        if (tools.isEmpty()) {
            CDPSession opened = profile.newCDPSession(page);
            JsonObject processor = new JsonObject();
            processor.addProperty("timeDomain", "threadTicks");
            opened.send("Performance.enable", processor);
            tools = Optional.of(opened);
        }
        return tools.get();
    }

    private double metric(String name) {
        for (JsonElement each : tools().send("Performance.getMetrics").getAsJsonArray("metrics")) {
            JsonObject metric = each.getAsJsonObject();
            if (metric.get("name").getAsString().equals(name)) {
                return metric.get("value").getAsDouble();
            }
        }
        throw new IllegalStateException("The browser tells no " + name);
    }

    @Override
    public void close() {
        profile.close();
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/vendor/axe-core-4.14.1/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
