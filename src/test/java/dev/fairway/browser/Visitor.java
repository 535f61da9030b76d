package dev.fairway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who is signed in and has no scripts: pages are read, forms are sent as a browser sends them. */
public final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String site;
    private final String session;

    public Visitor(String site, String session) {
        this.site = site;
        this.session = session;
    }

    /** The text of a page that must be there. */
    public String page(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path + "\n" + answer.body()).isEqualTo(200);
        return answer.body();
    }

    public HttpResponse<String> get(String path) {
        return send(to(path));
    }

    /**
     * Sends the fields to an address, with the token of the page that the form stands on.
     *
     * @param fields names and values in turn
     */
    public HttpResponse<String> post(String path, String from, String... fields) {
        HttpResponse<String> page = get(from);
        String cookie = page.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith("XSRF-TOKEN="))
                .map(each -> each.substring(0, each.indexOf(';')))
                .findFirst()
                .orElseThrow();
        Matcher token = TOKEN.matcher(page.body());
        assertThat(token.find()).as("a form on " + from).isTrue();
        StringBuilder body = new StringBuilder("_csrf=" + encoded(token.group(1)));
        for (int field = 0; field < fields.length; field += 2) {
            body.append('&').append(fields[field]).append('=').append(encoded(fields[field + 1]));
        }
        return send(HttpRequest.newBuilder(URI.create(site + path))
                .header("Accept", "text/html")
                .header("Cookie", "fairway=" + session + "; " + cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** Sends JSON to the API; any method. */
    public HttpResponse<String> json(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(site + path))
                .header("Cookie", "fairway=" + session)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    /** Where an answer leads, below the site's address. */
    public String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replace(site, "");
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(site + path))
                .header("Accept", "text/html")
                .header("Cookie", "fairway=" + session);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
