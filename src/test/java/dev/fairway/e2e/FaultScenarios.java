package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.diagnosis.Cause;
import java.util.List;
import java.util.Map;

/** At least one for every rule. The slowest stand first: all are begun before the first is asked for. */
final class FaultScenarios {

    private static final String FILE = "web.yaml";

    private FaultScenarios() {}

    static List<FaultScenario> all() {
        return java.util.stream.Stream.of(slow(), sources(), refusals(), pods())
                .flatMap(List::stream)
                .toList();
    }

    private static List<FaultScenario> slow() {
        return List.of(
                FaultScenario.of(
                        "f-drift",
                        Cause.DRIFT_LOOP,
                        "Deployment/web was healed * times in a row: something other than Git keeps changing it back.",
                        lab -> {
                            lab.rule(
                                    "f-drift",
                                    "revert",
                                    Map.of("kinds", "Deployment", "field", "/spec/replicas", "value", "7"));
                            lab.runs("f-drift", Map.of(FILE, deployment("healthy")));
                        }),
                FaultScenario.of(
                        "f-conflict",
                        Cause.APPLY_CONFLICT,
                        "ConfigMap/settings would be refused in wave 0: somebody else changed it at the same moment."
                                + " Nothing was changed.",
                        lab -> {
                            lab.rule("f-conflict", "conflict", Map.of("kinds", "ConfigMap"));
                            lab.runs("f-conflict", Map.of(FILE, Yaml.configMap("settings", "one")));
                        }),
                FaultScenario.of(
                        "f-dropped",
                        Cause.CLUSTER_UNREACHABLE,
                        "ConfigMap/settings would be refused in wave 0: The cluster at 127.0.0.1:* broke the connection off. Nothing was changed.",
                        lab -> {
                            lab.rule("f-dropped", "drop", Map.of("kinds", "ConfigMap", "verbs", "patch,create,get"));
                            lab.runs("f-dropped", Map.of(FILE, Yaml.configMap("settings", "one")));
                        }),
                FaultScenario.of(
                        "f-window",
                        Cause.SYNC_WINDOW,
                        "The sync waits: closed by the deny window \"* * * * *\" for 24h (Z).",
                        lab -> {
                            lab.rest().post("/api/v1/projects", """
                                    {"metadata": {"name": "f-window"},
                                     "spec": {"sourceRepos": ["*"], "destinations": [{"server": "*", "namespace": "*"}],
                                      "clusterResourceWhitelist": [{"group": "*", "kind": "*"}],
                                      "syncWindows": [{"kind": "deny", "schedule": "* * * * *", "duration": "24h",
                                        "applications": ["*"], "manualSync": false}]}}""");
                            lab.push("f-window", Map.of(FILE, Yaml.configMap("settings", "one")));
                            lab.rest()
                                    .create(Yaml.application("f-window", lab.address())
                                            .replace("project: default", "project: f-window"));
                            lab.rest().sync("f-window");
                        }));
    }

    private static List<FaultScenario> sources() {
        return List.of(
                FaultScenario.of(
                        "f-no-password",
                        Cause.SOURCE_OR_RENDER,
                        "The source could not be read: http://127.0.0.1:*/sandbox/git/faults.git refuses the credential it was given; check user, token or key of the repository. Nothing was changed.",
                        lab -> {
                            String elsewhere = lab.address().replace("localhost", "127.0.0.1");
                            lab.rest().create(Yaml.application("f-no-password", elsewhere));
                            lab.rest().sync("f-no-password");
                        }),
                FaultScenario.of(
                        "f-no-branch",
                        Cause.SOURCE_OR_RENDER,
                        "The source could not be read: Revision nowhere is unknown in http://localhost:*/sandbox/git/faults.git: no branch, tag or commit has this name. Nothing was changed.",
                        lab -> {
                            lab.rest()
                                    .create(Yaml.application("f-no-branch", lab.address())
                                            .replace("targetRevision: main", "targetRevision: nowhere"));
                            lab.rest().sync("f-no-branch");
                        }),
                FaultScenario.of(
                        "f-kustomize",
                        Cause.SOURCE_OR_RENDER,
                        "What Git holds could not be rendered: f-kustomize/kustomization.yaml: resources names \"missing.yaml\", which does not exist. Nothing was changed.",
                        lab -> {
                            lab.push("f-kustomize", Map.of("kustomization.yaml", "resources: [missing.yaml]\n"));
                            lab.rest().create(Yaml.application("f-kustomize", lab.address()));
                            lab.rest().sync("f-kustomize");
                        }),
                FaultScenario.of(
                        "f-chart",
                        Cause.SOURCE_OR_RENDER,
                        "What Git holds could not be rendered: helm template says: Error: execution error at (shop/templates/x.yaml:1:3): image.tag is required. Nothing was changed.",
                        lab -> {
                            lab.push(
                                    "f-chart",
                                    Map.of(
                                            "Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
                                            "values.yaml", "{}\n",
                                            "templates/x.yaml",
                                                    "{{ required \"image.tag is required\" .Values.tag }}\n"));
                            lab.rest().create(Yaml.application("f-chart", lab.address()));
                            lab.rest().sync("f-chart");
                        }));
    }

    private static List<FaultScenario> refusals() {
        return List.of(
                FaultScenario.of(
                        "f-denied",
                        Cause.ADMISSION_DENIED,
                        "ConfigMap/settings would be refused in wave 0: the admission webhook \"limits.example\" denies it: no settings here. 1 resource waits behind it.",
                        lab -> {
                            lab.rule(
                                    "f-denied",
                                    "deny",
                                    Map.of(
                                            "kinds",
                                            "ConfigMap",
                                            "webhook",
                                            "limits.example",
                                            "message",
                                            "no settings here"));
                            lab.runs(
                                    "f-denied",
                                    Map.of(
                                            FILE,
                                            Yaml.configMap("settings", "one"),
                                            "later.yaml",
                                            account("later", "argocd.argoproj.io/sync-wave: \"1\"")));
                        }),
                FaultScenario.of(
                        "f-project",
                        Cause.ADMISSION_DENIED,
                        "ConfigMap/settings would be refused in wave 0: The project f-project does not permit it: objects like ConfigMap/f-project/settings are on its namespaceResourceBlacklist. Nothing was changed.",
                        lab -> {
                            lab.rest().post("/api/v1/projects", """
                                    {"metadata": {"name": "f-project"},
                                     "spec": {"sourceRepos": ["*"], "destinations": [{"server": "*", "namespace": "*"}],
                                      "namespaceResourceBlacklist": [{"group": "", "kind": "ConfigMap"}],
                                      "clusterResourceWhitelist": [{"group": "*", "kind": "*"}]}}""");
                            lab.push("f-project", Map.of(FILE, Yaml.configMap("settings", "one")));
                            lab.rest()
                                    .create(Yaml.application("f-project", lab.address())
                                            .replace("project: default", "project: f-project"));
                            lab.rest().sync("f-project");
                        }),
                FaultScenario.of(
                        "f-forbidden",
                        Cause.FORBIDDEN,
                        "ConfigMap/settings would be refused in wave 0: the account kubernetes-admin may not create configmaps in the namespace f-forbidden. Nothing was changed.",
                        lab -> {
                            lab.rule("f-forbidden", "forbid", Map.of("kinds", "ConfigMap"));
                            lab.runs("f-forbidden", Map.of(FILE, Yaml.configMap("settings", "one")));
                        }),
                FaultScenario.of(
                        "f-pods-forbidden",
                        Cause.FORBIDDEN,
                        "Deployment/web gets no pods: the account system:serviceaccount:kube-system:* may not create pods in the namespace f-pods-forbidden.",
                        lab -> {
                            lab.rule(
                                    "f-pods-forbidden",
                                    "forbid",
                                    Map.of("kinds", "Pod", "verbs", "create", "users", "system:*"));
                            lab.runs("f-pods-forbidden", Map.of(FILE, deployment("healthy")));
                        }),
                FaultScenario.of(
                        "f-immutable",
                        Cause.IMMUTABLE_FIELD,
                        "Deployment/web would be refused in wave 0: spec.selector cannot be changed in place. Nothing was changed.",
                        lab -> lab.becomes(
                                "f-immutable",
                                Map.of(FILE, deployment("healthy")),
                                Map.of(FILE, deployment("healthy").replace("{app: web}", "{app: other}")))),
                FaultScenario.of(
                        "f-no-kind",
                        Cause.MISSING_DEPENDENCY,
                        "Gadget/thing would be refused in wave 0: the cluster does not know the kind Gadget.nowhere.example, its CustomResourceDefinition is missing. Nothing was changed.",
                        lab -> lab.runs("f-no-kind", Map.of(FILE, """
                                apiVersion: nowhere.example/v1
                                kind: Gadget
                                metadata:
                                  name: thing
                                """))),
                FaultScenario.of(
                        "f-no-namespace",
                        Cause.MISSING_DEPENDENCY,
                        "ConfigMap/settings would be refused in wave 0: the namespace f-no-namespace does not exist. Nothing was changed.",
                        lab -> {
                            lab.push("f-no-namespace", Map.of(FILE, Yaml.configMap("settings", "one")));
                            lab.rest()
                                    .create(Yaml.application("f-no-namespace", lab.address())
                                            .replace("CreateNamespace=true", "CreateNamespace=false"));
                            lab.rest().sync("f-no-namespace");
                        }),
                FaultScenario.of(
                        "f-quota",
                        Cause.SCHEDULING,
                        "Deployment/web gets no pods: the quota f-quota is used up (*).",
                        lab -> {
                            lab.rule("f-quota", "quota", Map.of("kinds", "Pod", "hard", "0"));
                            lab.runs("f-quota", Map.of(FILE, deployment("healthy")));
                        }));
    }

    private static List<FaultScenario> pods() {
        return List.of(
                FaultScenario.of(
                                "f-hook",
                                Cause.HOOK_FAILED,
                                "PreSync hook Job/migrate failed: container \"main\" exits 1: 1 of 3 checks failed: expected status 200, got 502. 1 resource waits behind it.",
                                lab -> lab.runs(
                                        "f-hook",
                                        Map.of(
                                                "migrate.yaml",
                                                Yaml.hook("migrate", "PreSync", "fails:1"),
                                                FILE,
                                                deployment("healthy"))))
                        .showing("current run, exit 1"),
                FaultScenario.of(
                                "f-image",
                                Cause.IMAGE_PULL,
                                "Deployment/web never became ready: the image registry.tidewater.example/api:1 of container \"api\" does not exist.",
                                lab -> lab.runs("f-image", Map.of(FILE, deployment("image-missing"))))
                        .showing("2/2 new pods failing"),
                FaultScenario.of(
                                "f-oom",
                                Cause.OUT_OF_MEMORY,
                                "Deployment/web never became ready: container \"api\" is killed because it passes its memory limit*.",
                                lab -> lab.runs("f-oom", Map.of(FILE, deployment("oom"))))
                        .showing("previous run, exit 137"),
                FaultScenario.of(
                                "f-crash",
                                Cause.NON_ZERO_EXIT,
                                "Deployment/web never became ready: container \"api\" exits 1: *.",
                                lab -> lab.runs("f-crash", Map.of(FILE, deployment("crash-loop"))))
                        .showing("previous run, exit 1"),
                FaultScenario.of(
                                "f-setting",
                                Cause.NON_ZERO_EXIT,
                                "Deployment/web never became ready: container \"api\" exits 1: cannot start: DB_URL is not set. 2 pods from before still serve.",
                                lab -> lab.becomes(
                                        "f-setting",
                                        Map.of(FILE, Yaml.deployment("web", "fails-without-env:DB_URL", "DB_URL")),
                                        Map.of(
                                                FILE,
                                                Yaml.deployment("web", "fails-without-env:DB_URL", "DATABASE_URL"))))
                        .showing("previous run, exit 1"),
                FaultScenario.of(
                        "f-probe",
                        Cause.PROBE_FAILING,
                        "Deployment/web never became ready: readiness probe failed of container \"api\": HTTP probe failed with statuscode: 503.",
                        lab -> lab.runs("f-probe", Map.of(FILE, impatient("never-ready")))),
                FaultScenario.of(
                        "f-lost-probe",
                        Cause.PROBE_FAILING,
                        "Deployment/web is not ready any more: readiness probe failed of container \"api\": HTTP probe failed with statuscode: 503.",
                        lab -> {
                            lab.runs("f-lost-probe", Map.of(FILE, probed()));
                            eventually(() ->
                                    assertThat(lab.rest().state("f-lost-probe")).isEqualTo("Synced Healthy"));
                            lab.rule("f-lost-probe", "fail-probes", Map.of());
                        }),
                FaultScenario.of(
                                "f-incident",
                                Cause.NON_ZERO_EXIT,
                                "Deployment/web is not ready any more: container \"api\" exits 1: cannot start: DB_URL is not"
                                        + " set.",
                                FaultScenarios::incident)
                        .showing("previous run, exit 1"),
                FaultScenario.of(
                        "f-no-room",
                        Cause.SCHEDULING,
                        "Deployment/web never became ready: no node takes its pods: 0/3 nodes are available: 3 Insufficient memory.",
                        lab -> {
                            lab.rule("f-no-room", "unschedulable", Map.of("message", "Insufficient memory"));
                            lab.runs("f-no-room", Map.of(FILE, impatient("healthy")));
                        }),
                FaultScenario.of(
                        "f-slow",
                        Cause.TIMEOUT,
                        "Deployment/web did not become ready in time: Deployment exceeded its progress deadline: ReplicaSet \"web-*\" has timed out progressing.",
                        lab -> lab.runs("f-slow", Map.of(FILE, impatient("slow-start:600")))),
                FaultScenario.of(
                        "f-wave",
                        Cause.TIMEOUT,
                        "Deployment/web did not become ready in time: Not done when the time for its wave was up: Waiting for rollout to finish: 0 of 2 updated replicas are available. 1 resource waits behind it.",
                        lab -> {
                            lab.push(
                                    "f-wave",
                                    Map.of(
                                            FILE,
                                            deployment("slow-start:600"),
                                            "later.yaml",
                                            account("later", "argocd.argoproj.io/sync-wave: \"1\"")));
                            lab.rest()
                                    .create(Yaml.application("f-wave", lab.address())
                                            .replace(
                                                    "- CreateNamespace=true",
                                                    "- CreateNamespace=true\n      - WaveTimeout=5s"));
                            lab.rest().sync("f-wave");
                        }),
                FaultScenario.of(
                        "f-no-settings",
                        Cause.MISSING_DEPENDENCY,
                        "Deployment/web never became ready: container \"api\" cannot be made: configmap \"absent\" not found.",
                        lab -> lab.runs(
                                "f-no-settings",
                                Map.of(
                                        FILE,
                                        deployment("healthy")
                                                + "          envFrom:\n            - configMapRef: {name: absent}\n"))));
    }

    /** Good for a while; then somebody takes away what only the cluster had, and the pods are made again. */
    private static void incident(FaultLab lab) {
        var cluster = lab.fairway().cluster();
        cluster.resource("""
                        apiVersion: v1
                        kind: Namespace
                        metadata:
                          name: f-incident
                        """).serverSideApply();
        cluster.resource(Yaml.configMap("urls", "x").replace("value:", "DB_URL:"))
                .inNamespace("f-incident")
                .serverSideApply();
        lab.runs(
                "f-incident",
                Map.of(
                        FILE,
                        impatient("fails-without-env:DB_URL")
                                + "          envFrom:\n            - configMapRef: {name: urls, optional: true}\n"));
        eventually(() -> assertThat(lab.rest().state("f-incident")).isEqualTo("Synced Healthy"));
        cluster.configMaps().inNamespace("f-incident").withName("urls").delete();
        cluster.pods().inNamespace("f-incident").delete();
    }

    private static String deployment(String behaviour) {
        return Yaml.deployment("web", behaviour, "ANY");
    }

    /** One that counts as failed after a few seconds. */
    private static String impatient(String behaviour) {
        return deployment(behaviour).replace("  replicas: 2", "  replicas: 2\n  progressDeadlineSeconds: 4");
    }

    /** One that is asked whether it may serve. */
    private static String probed() {
        return impatient("healthy")
                + "          readinessProbe: {httpGet: {path: /ready, port: 8080}, periodSeconds: 1}\n";
    }

    private static String account(String name, String annotation) {
        return """
                apiVersion: v1
                kind: ServiceAccount
                metadata:
                  name: %s
                  annotations:
                    %s
                """.formatted(name, annotation);
    }
}
