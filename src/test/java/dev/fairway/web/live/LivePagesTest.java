package dev.fairway.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Site;
import dev.fairway.browser.WithPages;
import dev.fairway.resource.ApplicationName;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages that are kept fresh as a whole: what they say of themselves, and when they hear. */
@WithPages
class LivePagesTest {

    @Autowired
    private Site site;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyPageOfAnApplicationHearsWhenItIsGoingOtherwise() throws Exception {
        ApplicationName app = site.application("fresh-a", "fresh");
        site.isHealthy(app);
        for (String tab : new String[] {"tree", "list", "pods", "timeline", "history", "policy"}) {
            String page = get("/apps/argocd/fresh-a/" + tab);
            assertThat(page).as(tab).contains("data-live-page=\"app:argocd/fresh-a\"");
        }
        String mark = mark(get("/apps/argocd/fresh-a"));
        site.isDegraded(app, "it crashes");
        String told = fresh("app:argocd/fresh-a", mark);
        String after = get("/apps/argocd/fresh-a");
        assertThat(after).contains("it crashes");
        assertThat(told).isEqualTo(mark(after));
    }

    @Test
    void aPageWhoseApplicationWasDeletedHearsOfIt() throws Exception {
        assertThat(fresh("app:argocd/never-was", "1234")).isEqualTo("gone");
        assertThat(fresh("op:99999999", "1234")).isEqualTo("gone");
        assertThat(fresh("op:no-number", "1234")).isEqualTo("gone");
    }

    private String fresh(String topic, String mark) throws Exception {
        String query = "?page=" + URLEncoder.encode(topic, StandardCharsets.UTF_8) + "&mark=" + mark;
        var answer = http.send(request("/events" + query), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            boolean fresh = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                fresh |= line.equals("event: fresh");
                if (fresh && line.startsWith("data: ")) {
                    return line.substring(6);
                }
            }
        }
        throw new AssertionError("The stream ended without a word.");
    }

    private String get(String path) throws Exception {
        return http.send(request(path), BodyHandlers.ofString()).body();
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(site.address() + path))
                .header("Accept", "text/html")
                .header("Cookie", "fairway=" + site.session(Role.VIEWER))
                .build();
    }

    private static String mark(String page) {
        Matcher mark = Pattern.compile("data-mark=\"([^\"]+)\"").matcher(page);
        assertThat(mark.find()).isTrue();
        return mark.group(1);
    }
}
