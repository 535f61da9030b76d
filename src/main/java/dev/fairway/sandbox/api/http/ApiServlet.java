package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.DroppedException;
import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.schema.Catalog;
import dev.fairway.sandbox.api.storage.ObjectJson;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** The door: who asks, what for, and what to say when it goes wrong. */
public final class ApiServlet extends HttpServlet {

    private static final Logger log = LoggerFactory.getLogger(ApiServlet.class);
    private static final String VERSION = "v1.36.2";

    private final transient Authentication authentication;
    private final transient Discovery discovery;
    private final transient OpenApi openApi;
    private final transient Resources resources;

    ApiServlet(Authentication authentication, Catalog catalog, Resources resources) {
        this.authentication = authentication;
        this.discovery = new Discovery(catalog);
        this.openApi = new OpenApi(catalog);
        this.resources = resources;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = new Exchange(request, response);
        try {
            answer(exchange);
        } catch (StatusException e) {
            fail(exchange, e);
        } catch (JacksonException e) {
            fail(exchange, StatusException.badRequest("the request body is not valid JSON"));
        } catch (DroppedException e) {
            request.setAttribute(DropValve.DROP, true);
        } catch (RuntimeException e) {
            log.warn("The sandbox failed on {} {}", exchange.method(), exchange.path(), e);
            fail(
                    exchange,
                    StatusException.internal(
                            "Internal error occurred: " + e.getClass().getSimpleName()));
        }
    }

    private static void fail(Exchange exchange, StatusException e) throws IOException {
        if (exchange.committed()) {
            return;
        }
        if (e.isUnknownPath()) {
            exchange.text(e.code(), "404 page not found\n");
        } else {
            exchange.json(e.code(), e.status());
        }
    }

    private void answer(Exchange exchange) throws IOException {
        Route route = Route.of(exchange.path()).orElseThrow(StatusException::pageNotFound);
        String user = authentication.user(exchange, route);
        // Authorization and impersonation belong here: user and route are known, nothing has been read.
        switch (route) {
            case Route.Document document -> document(document.path(), exchange);
            case Route.Group group -> {
                onlyGet(exchange);
                exchange.json(200, discovery.group(group.group()));
            }
            case Route.GroupVersion version -> {
                onlyGet(exchange);
                exchange.json(200, discovery.resources(version.group(), version.version()));
            }
            case Route.Resource resource -> resources.serve(resource, exchange, user);
        }
    }

    private static void onlyGet(Exchange exchange) {
        if (!exchange.method().equals("GET")) {
            throw StatusException.methodNotAllowed();
        }
    }

    private void document(String path, Exchange exchange) throws IOException {
        onlyGet(exchange);
        switch (path) {
            case "/" ->
                exchange.json(
                        200,
                        ObjectJson.MAPPER
                                .createObjectNode()
                                .set(
                                        "paths",
                                        ObjectJson.MAPPER.valueToTree(java.util.List.of(
                                                "/api",
                                                "/api/v1",
                                                "/apis",
                                                "/healthz",
                                                "/livez",
                                                "/openapi/v3",
                                                "/readyz",
                                                "/version"))));
            case "/api" ->
                exchange.json(
                        200, discovery.coreVersions(exchange.header("Host").orElse("127.0.0.1")));
            case "/apis" -> exchange.json(200, discovery.groups());
            case "/version" ->
                exchange.json(
                        200,
                        ObjectJson.MAPPER
                                .createObjectNode()
                                .put("major", "1")
                                .put("minor", "36")
                                .put("gitVersion", VERSION + "+fairway")
                                .put("gitCommit", "")
                                .put("gitTreeState", "clean")
                                .put("buildDate", "1970-01-01T00:00:00Z")
                                .put("goVersion", "")
                                .put("compiler", "")
                                .put("platform", "linux/amd64"));
            case "/healthz", "/readyz", "/livez" -> exchange.text(200, "ok");
            default -> {
                if (path.startsWith("/openapi/")) {
                    openApi.serve(path, exchange);
                } else if (path.startsWith("/healthz/") || path.startsWith("/readyz/") || path.startsWith("/livez/")) {
                    exchange.text(200, "ok");
                } else {
                    throw StatusException.pageNotFound();
                }
            }
        }
    }
}
