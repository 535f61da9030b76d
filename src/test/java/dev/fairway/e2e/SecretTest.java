package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

@ProductLane
class SecretTest {

    private static final String OLD = "correct-horse-battery-4711";
    private static final String NEW = "staple-paperclip-stamp-0815";
    private static final String BY_HAND = "typed-by-hand-into-prod-1234";

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final Repository lab = fairway.repository("secret");

    @Test
    void aSecretsValueArrivesInTheClusterAndIsFoundNowhereElse() {
        lab.push("A password", "sealed/password.yaml", secret(OLD));
        rest.create(Yaml.application("sealed", fairway.address("secret")));
        eventually(() -> assertThat(rest.state("sealed")).startsWith("OutOfSync"));
        rest.sync("sealed");
        eventually(() -> assertThat(rest.state("sealed")).isEqualTo("Synced Healthy"));
        assertThat(live()).isEqualTo(OLD);

        lab.push("Another password", "sealed/password.yaml", secret(NEW));
        eventually(() -> assertThat(rest.state("sealed")).startsWith("OutOfSync"));
        fairway.cluster().secrets().inNamespace("sealed").withName("password").edit(secret -> {
            secret.getData().put("password", encoded(BY_HAND));
            return secret;
        });

        String difference = rest.body("/apps/argocd/sealed/diff");
        assertThat(difference).as("the page says which object differs").contains("password");
        List<String> places = new ArrayList<>(List.of(
                difference,
                rest.body("/api/v1/applications/sealed"),
                rest.body("/api/v1/applications"),
                rest.body("/apps/argocd/sealed"),
                rest.body("/apps/argocd/sealed/tree"),
                rest.body("/apps/argocd/sealed/history"),
                rest.body("/apps/argocd/sealed/sync"),
                rest.body("/apps/argocd/sealed/r/-/Secret/sealed/password/yaml"),
                rest.body("/apps/argocd/sealed/r/-/Secret/sealed/password/yaml?side=desired"),
                rest.body("/apps/argocd/sealed/r/-/Secret/sealed/password/diff"),
                rest.body("/apps/argocd/sealed/r/-/Secret/sealed/password")));
        rest.sync("sealed");
        eventually(() -> assertThat(live()).isEqualTo(NEW));
        places.add(rest.body("/api/v1/applications/sealed"));
        places.add(rest.body("/apps/argocd/sealed/r/-/Secret/sealed/password"));
        List<String> rows = fairway.everyRow();
        assertThat(rows).as("the search reads what is stored").anyMatch(row -> row.contains("argocd/sealed"));
        places.addAll(rows);
        places.addAll(fairway.log());

        for (String value : List.of(OLD, NEW, BY_HAND)) {
            assertThat(places).noneMatch(place -> place.contains(value) || place.contains(encoded(value)));
        }
    }

    private static String secret(String password) {
        return """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: password
                stringData:
                  password: %s
                """.formatted(password);
    }

    private String live() {
        String data = fairway.cluster()
                .secrets()
                .inNamespace("sealed")
                .withName("password")
                .require()
                .getData()
                .get("password");
        return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
    }

    private static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
