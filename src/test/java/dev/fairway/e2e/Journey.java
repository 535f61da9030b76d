package dev.fairway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.PlaywrightException;
import dev.fairway.browser.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A person's way through the product by the keyboard alone: there is nothing here to click with. Every step has a picture on
 * the journey's page of the documentation. Run with {@code -Dpictures=write} to make them anew; every run asserts that the
 * page shows exactly the steps that were taken.
 */
final class Journey {

    private static final Pattern PICTURE = Pattern.compile("!\\[([^]]+)]\\(\\.\\./pictures/([^)]+)\\)");
    private static final long LARGEST = 150_000;
    private static final int MOST_STOPS = 250;

    private final String name;
    private final Browser browser;
    private final List<String> steps = new ArrayList<>();

    Journey(String name, Browser browser) {
        this.name = name;
        this.browser = browser;
    }

    /** Walks on by the tabulator to the first element that is called so, or begins so. */
    Journey walkTo(String called) {
        return walkTo(called, name -> name.startsWith(called));
    }

    /** Likewise to a field by its whole label. */
    Journey walkToField(String label) {
        return walkTo(label, label::equals);
    }

    private Journey walkTo(String called, Predicate<String> isMeant) {
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            browser.press("Tab");
            if (isOn(isMeant)) {
                return this;
            }
        }
        throw new AssertionError("The keyboard does not reach \"" + called + "\" on " + browser.address());
    }

    Journey press(String... keys) {
        browser.press(keys);
        return this;
    }

    Journey type(String text) {
        browser.type(text);
        return this;
    }

    /** Waits for a page by the beginning of its address. */
    Journey arrive(String address) {
        browser.until(page -> page.address().startsWith(address) && page.says("document.readyState === 'complete'"));
        return this;
    }

    Journey reads(String... texts) {
        for (String text : texts) {
            browser.until(page -> page.text().contains(text));
        }
        return this;
    }

    /** Something worth a picture: what one sees now. */
    Journey step(String what) {
        steps.add(what);
        assertThat(browser.complaints()).as(what).isEmpty();
        if ("write".equals(System.getProperty("pictures"))) {
            browser.smallPicture(Path.of("docs/pictures", picture(what)));
        }
        return this;
    }

    /** The page of the documentation shows the steps that were taken, in their order, and every picture is there. */
    void isWhatItsPageShows() {
        String page = read(Path.of("docs/journeys", name + ".md"));
        assertThat(PICTURE.matcher(page).results().map(shown -> shown.group(1) + " → " + shown.group(2)))
                .as("the pictures of docs/journeys/%s.md; run with -Dpictures=write to make them", name)
                .containsExactlyElementsOf(
                        steps.stream().map(step -> step + " → " + picture(step)).toList());
        for (String step : steps) {
            assertThat(Path.of("docs/pictures", picture(step)))
                    .isRegularFile()
                    .satisfies(file -> assertThat(Files.size(file)).isBetween(1_000L, LARGEST));
        }
    }

    /** A page that is just being left has nothing to be on. */
    private boolean isOn(Predicate<String> meant) {
        try {
            return meant.test(focused());
        } catch (PlaywrightException leaving) {
            return false;
        }
    }

    private String focused() {
        return String.valueOf(browser.ask("""
            () => {
                const on = document.activeElement;
                const label = on?.labels?.[0]?.querySelector('.vh')?.textContent ?? on?.labels?.[0]?.textContent ?? '';
                return (on?.getAttribute('aria-label') ?? (label || on?.textContent) ?? '').replace(/\\s+/g, ' ').trim();
            }\
            """));
    }

    private String picture(String step) {
        return name + "-" + step.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".png";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
