package dev.fairway.reconciliation.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.RepositoryUrl;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadersTest {

    private static final RepositoryUrl SHOP = new RepositoryUrl("https://git.tidewater.example/shop.git");
    private static final RepositoryUrl VALUES = new RepositoryUrl("https://git.tidewater.example/values.git");

    private final Readers readers = new Readers();

    @Test
    void aFileThatWasReadOrLookedForInVainAffectsItsReaders() {
        saw("cart", List.of(SHOP), List.of(List.of("apps/cart/kustomization.yaml", "base/kustomization.yml")));
        saw("orders", List.of(SHOP), List.of(List.of("apps/orders/kustomization.yaml")));

        assertThat(unaffected(SHOP, "base/kustomization.yml")).containsExactly("orders");
        assertThat(unaffected(SHOP, "README.md")).containsExactlyInAnyOrder("cart", "orders");
    }

    @Test
    void aFolderThatWasListedStandsForAllBelowIt() {
        saw("cart", List.of(SHOP), List.of(List.of("plain/")));

        assertThat(unaffected(SHOP, "plain/new/file.yaml")).isEmpty();
        assertThat(unaffected(SHOP, "plainer/file.yaml")).containsExactly("cart");
    }

    @Test
    void eachSourceHasARepositoryOfItsOwn() {
        saw("cart", List.of(SHOP, VALUES), List.of(List.of("chart/"), List.of("cart.yaml")));

        assertThat(unaffected(VALUES, "cart.yaml")).isEmpty();
        assertThat(unaffected(VALUES, "chart/values.yaml")).containsExactly("cart");
    }

    @Test
    void whoWasNeverRenderedIsNotSaidToBeUnaffected() {
        saw("cart", List.of(SHOP), List.of(List.of("chart/")));
        readers.forget(new ApplicationName("argocd", "cart"));

        assertThat(unaffected(SHOP, "README.md")).isEmpty();
    }

    private void saw(String application, List<RepositoryUrl> repositories, List<List<String>> closure) {
        readers.saw(new ApplicationName("argocd", application), repositories, closure);
    }

    private List<String> unaffected(RepositoryUrl repository, String... files) {
        return readers.unaffected(repository, List.of(files)).stream()
                .map(ApplicationName::name)
                .toList();
    }
}
