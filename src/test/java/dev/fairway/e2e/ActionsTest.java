package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Actions on objects of other controllers: offered where their kinds are served, and carried out as these want it. */
@ProductLane
class ActionsTest {

    private static final String OBJECTS = """
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata: {name: web}
            spec: {replicas: 2}
            ---
            apiVersion: external-secrets.io/v1
            kind: ExternalSecret
            metadata: {name: database}
            spec: {refreshInterval: 1h}
            ---
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: platform}
            spec: {interval: 10m}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: import}
            spec:
              template:
                metadata:
                  annotations: {sandbox.fairway.dev/behaviour: never-ready}
                spec:
                  restartPolicy: Never
                  containers: [{name: import, image: 'registry.tidewater.example/import:1'}]
            """;

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final Browser browser = fairway.browser();
    private final Repository lab = fairway.repository("actions");

    @BeforeEach
    void thereIsAnApplicationOfThem() {
        if (rest.exists("acted")) {
            return;
        }
        lab.push(
                "Objects of other controllers",
                Map.of(
                        "acted/crds.yaml",
                        crd("argoproj.io", "v1alpha1", "Rollout", "rollouts", "subresources: {status: {}}")
                                + crd("external-secrets.io", "v1", "ExternalSecret", "externalsecrets", "")
                                + crd("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "kustomizations", ""),
                        "acted/objects.yaml",
                        OBJECTS));
        rest.create(Yaml.application("acted", fairway.address("actions")));
        eventually(() -> assertThat(rest.state("acted")).startsWith("OutOfSync"));
        rest.sync("acted");
        eventually(() -> assertThat(rest.state("acted")).startsWith("Synced"));
    }

    @Test
    void aRolloutIsPromotedAbortedAndBegunAgain() {
        var rollout = object("argoproj.io/v1alpha1", "Rollout", "web");
        rollout.subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"status\":{\"phase\":\"Paused\",\"currentStepIndex\":1,\"pauseConditions\":[{\"reason\":\"CanaryPauseStep\"}]}}");
        String page = page("argoproj.io", "Rollout", "web");
        eventually(() -> assertThat(browser.page(page)).contains("Promote", "Promote fully", "Abort"));

        act(page, "promote");
        assertThat(rollout.get().<Object>get("status", "pauseConditions")).isNull();
        act(page, "abort");
        assertThat(rollout.get().<Boolean>get("status", "abort")).isTrue();
        eventually(() -> assertThat(browser.page(page)).contains(">Retry<").doesNotContain(">Abort<"));
        act(page, "retry");
        assertThat(rollout.get().<Boolean>get("status", "abort")).isFalse();
        act(page, "restart");
        assertThat(rollout.get().<String>get("spec", "restartAt")).isNotEmpty();
    }

    @Test
    void anExternalSecretIsReadAnew() {
        String page = page("external-secrets.io", "ExternalSecret", "database");
        assertThat(browser.page(page)).contains(">Refresh</button>");
        act(page, "refresh");
        assertThat(object("external-secrets.io/v1", "ExternalSecret", "database")
                        .get()
                        .getMetadata()
                        .getAnnotations())
                .containsKey("force-sync");
    }

    @Test
    void anObjectOfFluxIsReconciledSuspendedAndResumed() {
        String page = page("kustomize.toolkit.fluxcd.io", "Kustomization", "platform");
        var object = object("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "platform");
        act(page, "reconcile");
        assertThat(object.get().getMetadata().getAnnotations()).containsKey("reconcile.fluxcd.io/requestedAt");
        act(page, "suspend");
        assertThat(object.get().<Boolean>get("spec", "suspend")).isTrue();
        assertThat(browser.page(page)).contains(">Resume</button>");
        act(page, "unsuspend");
        assertThat(object.get().<Boolean>get("spec", "suspend")).isFalse();
    }

    @Test
    void aJobIsSuspendedResumedAndTerminated() {
        String page = page("batch", "Job", "import");
        var object = object("batch/v1", "Job", "import");
        act(page, "suspend");
        assertThat(object.get().<Boolean>get("spec", "suspend")).isTrue();
        act(page, "unsuspend");
        act(page, "terminate");
        assertThat(object.get().<Integer>get("spec", "activeDeadlineSeconds")).isEqualTo(1);
    }

    @Test
    void theMenuOfACardNamesWhatCanBeDoneToItsObject() {
        assertThat(browser.page(page("external-secrets.io", "ExternalSecret", "database") + "/menu"))
                .contains("Open page", "Sync only this…", ">Refresh</button>", "Delete…")
                .doesNotContain("<html");
    }

    private void act(String page, String verb) {
        browser.submit(page, page + "/act", Map.of("verb", verb));
    }

    private Resource<GenericKubernetesResource> object(String version, String kind, String name) {
        return fairway.cluster()
                .genericKubernetesResources(version, kind)
                .inNamespace("acted")
                .withName(name);
    }

    private static String page(String group, String kind, String name) {
        return "/apps/argocd/acted/r/%s/%s/acted/%s".formatted(group, kind, name);
    }

    private static String crd(String group, String version, String kind, String plural, String subresources) {
        return """
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %4$s.%1$s}
                spec:
                  group: %1$s
                  scope: Namespaced
                  names: {kind: %3$s, plural: %4$s, singular: %5$s, listKind: %3$sList}
                  versions:
                    - name: %2$s
                      served: true
                      storage: true
                      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                      %6$s
                """.formatted(group, version, kind, plural, kind.toLowerCase(java.util.Locale.ROOT), subresources);
    }
}
