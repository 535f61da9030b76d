package dev.fairway.diagnosis;

import static dev.fairway.diagnosis.Scene.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.ResourceKey;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    @Test
    void aWebhookThatDeniesIsNamedWithItsWords() {
        assertThat(refused(
                                "an admission rule of the cluster refuses this (admission webhook \"limits.tidewater.example\""
                                        + " denied the request: every container needs a memory limit)")
                        .told())
                .isEqualTo("admission-denied: Deployment/web could not be applied in wave 2: the admission webhook"
                        + " \"limits.tidewater.example\" denies it: every container needs a memory limit."
                        + " 2 resources wait behind it.");
    }

    @Test
    void aPolicyOfTheClusterIsNamed() {
        assertThat(refused("an admission rule of the cluster refuses this (ValidatingAdmissionPolicy 'no-latest' with"
                                + " binding 'all' denied request: the tag latest is not allowed)")
                        .told())
                .contains("ValidatingAdmissionPolicy 'no-latest' denies it: the tag latest is not allowed.");
    }

    @Test
    void theProjectsOwnRulesAreAPolicyToo() {
        assertThat(refused("The project shop does not permit it: objects like Deployment/shop/web are on its"
                                + " namespaceResourceBlacklist.")
                        .told())
                .startsWith(
                        "admission-denied: Deployment/web could not be applied in wave 2: The project shop does not permit it");
    }

    @Test
    void podsThatAreDeniedLaterAreFoundInTheEvents() {
        assertThat(Scene.rollout()
                        .warning(
                                Scene.WEB,
                                "FailedCreate",
                                6,
                                "Error creating: pods \"web-7d9-\" is forbidden: violates PodSecurity"
                                        + " \"restricted:latest\": runAsNonRoot != true")
                        .told())
                .isEqualTo("admission-denied: Deployment/web gets no pods: its pod violates PodSecurity"
                        + " \"restricted:latest\": runAsNonRoot != true.");
    }

    @Test
    void aMissingRightNamesTheAccountTheVerbAndThePlace() {
        assertThat(refused(
                                "the cluster's account has no right to apply this (deployments.apps \"web\" is forbidden: User"
                                        + " \"system:serviceaccount:fairway:engine\" cannot patch resource \"deployments\" in API"
                                        + " group \"apps\" in the namespace \"shop\")")
                        .told())
                .isEqualTo("forbidden: Deployment/web could not be applied in wave 2: the account"
                        + " system:serviceaccount:fairway:engine may not patch deployments.apps in the namespace shop."
                        + " 2 resources wait behind it.");
    }

    @Test
    void anImmutableFieldIsNamedAndRetryingIsPointless() {
        Diagnosis diagnosis = refused("a field that cannot be changed differs (Deployment.apps \"web\" is invalid:"
                        + " spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"web\"}}: field is immutable)")
                .diagnosis();
        assertThat(diagnosis.sentence())
                .startsWith("Deployment/web could not be applied in wave 2: spec.selector cannot be changed in place.");
        assertThat(diagnosis.isDeterministic()).isTrue();
    }

    @Test
    void aKindThatTheClusterDoesNotKnowIsNamed() {
        assertThat(Scene.failed(
                                "The check before the sync found one object that cannot be applied, so nothing was changed.",
                                Scene.failing(
                                        new ResourceKey("nowhere.example", "Gadget", "shop", "thing"),
                                        "the cluster does not serve this kind; is its CustomResourceDefinition missing? (404 page not found)"),
                                Scene.waiting(Scene.WEB))
                        .told())
                .isEqualTo(
                        "missing-dependency: Gadget/thing would be refused in wave 0: the cluster does not know the kind"
                                + " Gadget.nowhere.example, its CustomResourceDefinition is missing. 1 resource waits behind it.");
    }

    @Test
    void aMissingNamespaceIsNamed() {
        assertThat(refused("does not exist (namespaces \"shop\" not found)").told())
                .contains("the namespace shop does not exist");
    }

    @Test
    void whoHoldsAFieldIsNamed() {
        assertThat(refused("changed meanwhile or a field is owned by someone else (Apply failed with 1 conflict:"
                                + " conflict with \"kube-controller-manager\" using apps/v1: .spec.replicas)")
                        .told())
                .startsWith(
                        "apply-conflict: Deployment/web could not be applied in wave 2: kube-controller-manager holds"
                                + " .spec.replicas.");
    }

    @Test
    void aQuotaIsNamedWithItsNumbers() {
        assertThat(refused("a quota of the namespace is used up (pods \"web\" is forbidden: exceeded quota: small,"
                                + " requested: pods=1, used: pods=10, limited: pods=10)")
                        .told())
                .startsWith("scheduling: Deployment/web could not be applied in wave 2: the quota small is used up"
                        + " (requested: pods=1, used: pods=10, limited: pods=10).");
    }

    @Test
    void theFirstInSyncOrderIsTheCauseAndTheOthersAreCounted() {
        Diagnosis diagnosis = Scene.failed(
                        "Two objects could not be applied.",
                        Scene.failing(Scene.CONFIG, "does not exist (namespaces \"shop\" not found)"),
                        Scene.failing(Scene.WEB, "does not exist (namespaces \"shop\" not found)"),
                        Scene.waiting(Scene.SERVICE))
                .diagnosis();
        assertThat(diagnosis.resource()).contains(Scene.CONFIG);
        assertThat(diagnosis.alsoFailed()).containsExactly(Scene.WEB);
        assertThat(diagnosis.waiting()).containsExactly(Scene.SERVICE);
        assertThat(diagnosis.sentence()).endsWith("1 object fails after it. 1 resource waits behind it.");
    }

    @Test
    void whatNoRuleKnowsIsQuotedAndNeverGuessed() {
        assertThat(refused("the cluster refuses this (admission.go:42: the moon is in the wrong house)")
                        .told())
                .isEqualTo(
                        "not-classified: Deployment/web could not be applied in wave 2: not classified, the first raw"
                                + " error is: the cluster refuses this (admission.go:42: the moon is in the wrong house)."
                                + " 2 resources wait behind it.");
    }
}
