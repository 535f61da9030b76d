package dev.fairway.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Site;
import dev.fairway.browser.WithPages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Addresses that lead nowhere, for people and for programs. */
@WithPages
class UnknownAddressTest {

    @Autowired
    private Site site;

    @ParameterizedTest
    @ValueSource(
            strings = {"/nowhere", "/error", "/apps/argocd/nobody", "/ops/abc", "/ops/99999999", "/deployments/99999999"
            })
    void aPersonIsToldInThePagesLookWithTheNumberOfTheRequest(String path) throws Exception {
        HttpResponse<String> answer = get(path, "text/html");
        String number = answer.headers().firstValue("X-Request-Id").orElseThrow();

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Not found", "class=\"shell\"", "Applications", number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nowhere", "/error"})
    void aProgramGetsAProblemDocument(String path) throws Exception {
        HttpResponse<String> answer = get(path, "application/json");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("problem+json");
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(site.address() + path))
                                .header("Accept", accept)
                                .header("Cookie", "fairway=" + site.session(Role.ADMIN))
                                .build(),
                        BodyHandlers.ofString());
    }
}
