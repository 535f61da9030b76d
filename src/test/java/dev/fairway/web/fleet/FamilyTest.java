package dev.fairway.web.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.policy.Policy;
import dev.fairway.access.policy.PolicyText;
import dev.fairway.access.policy.Sight;
import dev.fairway.access.policy.Subject;
import dev.fairway.resource.ApplicationName;
import dev.fairway.web.access.Hearsay;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.catalog.Sample;
import dev.fairway.web.query.Urgency;
import java.util.List;
import org.junit.jupiter.api.Test;

class FamilyTest {

    private final Family family = Family.of(Sample.picture(
            Sample.app("shop").entry(),
            Sample.app("prod-eu").child("shop").entry(),
            Sample.app("payments").child("prod-eu").outOfSync().entry(),
            Sample.app("payments-api").child("payments").failed(8841, "exits 1").entry(),
            Sample.app("cart").child("prod-eu").entry(),
            Sample.app("alone").entry(),
            Sample.app("promo-a").child("promo-b").entry(),
            Sample.app("promo-b").child("promo-a").entry(),
            Sample.app("promo-leaf").child("promo-a").entry(),
            Sample.app("beta").child("nobody").entry()));

    @Test
    void theWorstDescendantIsNamedWithItsWay() {
        Family.Member shop = family.roots().getFirst();
        assertThat(shop.worst().orElseThrow().path()).containsExactly("prod-eu", "payments", "payments-api");
        assertThat(shop.size()).isEqualTo(4);
        assertThat(shop.below()).containsEntry(Urgency.FAILED, 1).containsEntry(Urgency.OUT_OF_SYNC, 1);
    }

    /** What is below one's own and of a project that one may not see is counted; a parent that one may not see is not missing. */
    @Test
    void relativesThatMayNotBeSeenAreCountedAndNeverNamed() {
        ApplicationName hidden = new ApplicationName("argocd", "secret");
        Picture seen = Sample.picture(
                        Sample.app("own").entry(),
                        Sample.app("secret").child("own").entry(),
                        Sample.app("leaf").child("secret").entry())
                .as(onlyOwn());
        Family narrowed = Family.of(seen);
        assertThat(narrowed.roots()).singleElement().satisfies(root -> assertThat(root.unseen())
                .isEqualTo(1));
        assertThat(narrowed.orphans()).isEmpty();
        assertThat(narrowed.alone()).isEqualTo(1);
        assertThat(Hearsay.without("Application/argocd/secret: it crashes", hidden::equals))
                .isEqualTo("An application that you may not see is not well");
        assertThat(Hearsay.without("Application/argocd/open: it crashes", hidden::equals))
                .contains("open");
    }

    @Test
    void lagIsTheAgeOfTheOldestCommitThatIsNotHealthy() {
        assertThat(family.roots().getFirst().oldest()).hasValue(Sample.NOW.minusSeconds(1200));
        assertThat(family.members().get(new ApplicationName("argocd", "cart")).oldest())
                .isEmpty();
    }

    @Test
    void circlesAndMissingParentsAreReportedAndNotDrawn() {
        assertThat(family.roots()).hasSize(1);
        assertThat(family.circles())
                .containsExactly(
                        List.of(new ApplicationName("argocd", "promo-a"), new ApplicationName("argocd", "promo-b")));
        assertThat(family.orphans()).extracting(entry -> entry.name().name()).containsExactly("beta");
        assertThat(family.alone()).isEqualTo(1);
    }

    /** Somebody who may see what is called own and leaf. */
    private static Sight onlyOwn() {
        PolicyText lines = PolicyText.read("""
                p, ada, applications, get, shop/own, allow
                p, ada, applications, get, shop/leaf, allow""");
        return Policy.of(lines.lines(), "").sight(Subject.named("ada"));
    }
}
