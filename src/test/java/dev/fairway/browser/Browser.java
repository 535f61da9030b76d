package dev.fairway.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A browser without a window, signed in. Where none is installed, {@link #isInstalled} says so. */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ChromeDriver driver;
    private final String site;

    private Browser(ChromeDriver driver, String site) {
        this.driver = driver;
        this.site = site;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    /**
     * @param site the address of the running pages
     * @param session the session cookie's value
     */
    public static Browser open(String site, String session) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1440,900");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        Browser browser = new Browser(new ChromeDriver(service, options), site);
        browser.driver.manage().timeouts().scriptTimeout(PATIENCE.multipliedBy(3));
        browser.visit("/sign-in");
        browser.driver.manage().addCookie(new Cookie("fairway", session));
        return browser;
    }

    public Browser visit(String path) {
        driver.get(site + path);
        return this;
    }

    /** {@code light} or {@code dark}, from the next page on. */
    public Browser theme(String theme) {
        driver.manage().addCookie(new Cookie("theme", theme));
        return this;
    }

    public Browser size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        return this;
    }

    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    public Browser press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        return this;
    }

    public Browser pressControl(String key) {
        return press(Keys.chord(Keys.CONTROL, key));
    }

    /** The element that has the focus. */
    public WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** What a script on the page gives. */
    public Object ask(String script) {
        return driver.executeScript(script);
    }

    public String address() {
        return Objects.requireNonNull(driver.getCurrentUrl()).substring(site.length());
    }

    /** Waits until another page has come, with its scripts. */
    public void arrive(String path) {
        until(page -> page.address().equals(path) && "complete".equals(page.ask("return document.readyState")));
    }

    /** Waits until it is so. */
    public void until(java.util.function.Predicate<Browser> state) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .until(ignored -> state.test(this));
    }

    /** What a checker of accessibility finds serious or critical on this page. */
    public List<String> barriers() {
        driver.executeScript(axe());
        Object result = driver.executeAsyncScript("""
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
                result => done(result.violations
                    .filter(each => each.impact === 'serious' || each.impact === 'critical')
                    .map(each => each.id + ': ' + each.nodes.slice(0, 4).map(node => node.html.slice(0, 160)
                        + ' ' + (node.any[0] ? node.any[0].message : '')).join(' | '))),
                error => done(['axe: ' + error]));\
            """);
        List<String> barriers = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(result)).forEach(each -> barriers.add(String.valueOf(each)));
        return barriers;
    }

    /** Errors that the page wrote to its console, refused scripts and styles among them. */
    public List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue())
                .map(entry -> entry.getMessage())
                // A request that was under way when one left its page.
                .filter(message -> !message.contains("htmx:sendAbort") && !message.contains("htmx:afterRequest"))
                // What a browser asks for by itself where an answer is no page.
                .filter(message -> !message.contains("/favicon.ico"))
                .toList();
    }

    /** Whether the page is wider than the window. */
    public boolean scrollsSideways() {
        return Boolean.TRUE.equals(
                ask("return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    public void picture(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the network away, or gives it back. */
    public void network(boolean there) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", !there, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** For how many seconds the main thread of the page has been at work so far. */
    public double busySeconds() {
        driver.executeCdpCommand("Performance.enable", Map.of());
        for (Object each : (List<?>) Objects.requireNonNull(
                driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics"))) {
            if (each instanceof Map<?, ?> metric && "TaskDuration".equals(metric.get("name"))) {
                return ((Number) Objects.requireNonNull(metric.get("value"))).doubleValue();
            }
        }
        throw new IllegalStateException("The browser tells no TaskDuration");
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/vendor/axe-core-4.14.1/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
