package dev.fairway.web.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks as somebody.
 *
 * @param credentials a header's name and value; a name without a value is nobody
 */
record Caller(String address, String header, String credentials) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final int LONGEST = 2_000_000;

    /** @param body as much of it as there is at once; streams are not read to their end */
    record Answer(int status, String location, String type, String body) {

        boolean isSignIn() {
            return status == 401 || (status == 302 && location.contains("/sign-in"));
        }
    }

    /** What makes a form genuine: the token in it and the cookie beside it. */
    record Form(String token, String cookie) {}

    static Caller nobody(String address) {
        return new Caller(address, "X-Nobody", "");
    }

    static Caller withSession(String address, String session) {
        return new Caller(address, "Cookie", "fairway=" + session);
    }

    static Caller withToken(String address, String token) {
        return new Caller(address, "Authorization", "Bearer " + token);
    }

    Answer get(String path) {
        return send("GET", path, "text/html", "", BodyPublishers.noBody());
    }

    Answer call(String method, String path) {
        String body = method.equals("GET") ? "" : "{}";
        return send(method, path, "application/json", "application/json", BodyPublishers.ofString(body));
    }

    Answer post(String path, String json) {
        return send("POST", path, "application/json", "application/json", BodyPublishers.ofString(json));
    }

    Answer put(String path, String json) {
        return send("PUT", path, "application/json", "application/json", BodyPublishers.ofString(json));
    }

    Answer submit(String path, Form form, String fields) {
        String body = "_csrf=" + URLEncoder.encode(form.token(), StandardCharsets.UTF_8) + fields;
        String cookies = header.equals("Cookie") ? credentials + "; " + form.cookie() : form.cookie();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", cookies);
        if (!header.equals("Cookie")) {
            request.header(header, credentials);
        }
        return send(request.POST(BodyPublishers.ofString(body)).build());
    }

    Answer submitWithoutToken(String path) {
        return send("POST", path, "text/html", "application/x-www-form-urlencoded", BodyPublishers.ofString("x=1"));
    }

    /** The sign-in page is the only one with a form that everybody sees. */
    Form form() {
        HttpResponse<String> page;
        try {
            page = HTTP.send(
                    HttpRequest.newBuilder(URI.create(address + "/sign-in")).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        Matcher token = FORM_TOKEN.matcher(page.body());
        if (!token.find()) {
            throw new AssertionError("No form on the sign-in page");
        }
        String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
        return new Form(token.group(1), cookie.substring(0, cookie.indexOf(';')));
    }

    private Answer send(String method, String path, String accept, String type, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, body)
                .header("Accept", accept)
                .header(header, credentials);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return send(request.build());
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = HTTP.send(request, BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                String type = response.headers().firstValue("Content-Type").orElse("");
                boolean endless = type.startsWith("text/event-stream")
                        || request.uri().getPath().startsWith("/api/v1/stream/");
                byte[] bytes = endless ? in.readNBytes(1) : in.readNBytes(LONGEST);
                return new Answer(
                        response.statusCode(),
                        response.headers().firstValue("Location").orElse(""),
                        type,
                        new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new AssertionError(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError(e);
    }
}
