package dev.fairway.web.people;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser of somebody without scripts: it keeps cookies, submits forms, and follows no redirect by itself. */
public final class Visitor {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new TreeMap<>();
    private final String site;

    public Visitor(String site) {
        this.site = site;
    }

    public Visitor with(String cookie, String value) {
        cookies.put(cookie, value);
        return this;
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /** An address of the site, or a whole one. */
    public HttpResponse<String> get(String address) {
        return send(request(address).header("Accept", "text/html").GET());
    }

    /** Loads a page and submits a form of it. */
    public HttpResponse<String> submit(String page, String action, Map<String, String> fields) {
        Matcher token = FORM_TOKEN.matcher(get(page).body());
        Map<String, String> all = new TreeMap<>(fields);
        all.put("_csrf", token.find() ? token.group(1) : "");
        String body = all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(action)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", site)
                .POST(BodyPublishers.ofString(body)));
    }

    /** Where an answer leads, without our own host. */
    public String leadsTo(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElse("nowhere: " + answer.statusCode());
        return location.startsWith(site) ? location.substring(site.length()) : location;
    }

    public HttpRequest.Builder request(String address) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address.startsWith("/") ? site + address : address));
        if (address.startsWith("/") || address.startsWith(site)) {
            String sent = cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            if (!sent.isEmpty()) {
                request.header("Cookie", sent);
            }
        }
        return request;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").stream()
                    .flatMap(header -> HttpCookie.parse(header.replaceAll("(?i);\\s*samesite=\\w+", "")).stream())
                    .forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void keep(HttpCookie cookie) {
        if (cookie.getMaxAge() == 0) {
            cookies.remove(cookie.getName());
        } else {
            cookies.put(cookie.getName(), cookie.getValue());
        }
    }
}
