package dev.fairway.benchmark;

/** Pods as a cluster has them: two containers, probes, volumes, tolerations. */
final class Pods {

    private static final String POD = """
            {"apiVersion": "v1", "kind": "Pod",
             "metadata": {"name": "%1$s", "namespace": "default",
              "labels": {"app": "web-%2$d", "tier": "front", "pod-template-hash": "7c5b9%2$d"},
              "annotations": {%3$s "checksum/config": "%4$s"}},
             "spec": {"serviceAccountName": "web", "nodeName": "node-%2$d", "priority": 0,
              "containers": [
               {"name": "web", "image": "registry.tidewater.example/web:%2$d",
                "ports": [{"containerPort": 8080, "name": "http", "protocol": "TCP"}],
                "env": [{"name": "PORT", "value": "8080"}, {"name": "DATABASE", "value": "postgres://web-%2$d/main"},
                        {"name": "REGION", "value": "north"}],
                "resources": {"limits": {"cpu": "1", "memory": "512Mi"}, "requests": {"cpu": "100m", "memory": "128Mi"}},
                "livenessProbe": {"httpGet": {"path": "/healthz", "port": "http"}, "periodSeconds": 10},
                "readinessProbe": {"httpGet": {"path": "/ready", "port": "http"}, "periodSeconds": 5},
                "volumeMounts": [{"mountPath": "/etc/web", "name": "settings", "readOnly": true}]},
               {"name": "proxy", "image": "registry.tidewater.example/proxy:4",
                "resources": {"limits": {"memory": "64Mi"}, "requests": {"cpu": "10m", "memory": "32Mi"}}}],
              "volumes": [{"name": "settings", "configMap": {"name": "settings-%2$d"}}],
              "tolerations": [{"key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute",
                               "tolerationSeconds": 300}]}}
            """;

    private Pods() {}

    enum Kind {
        /** Carries the tracking id of one of many applications. */
        MANAGED,
        OTHER;

        Requests.Write write(int number) {
            String name =
                    name().toLowerCase(java.util.Locale.ROOT) + "-" + Integer.toHexString(number * 7919) + "-" + number;
            String tracking = this == OTHER
                    ? ""
                    : "\"argocd.argoproj.io/tracking-id\": \"app-%d:/Pod:default/%s\", ".formatted(number % 500, name);
            String body = POD.formatted(
                    name,
                    number % 97,
                    tracking,
                    Integer.toHexString(name.hashCode()).repeat(5));
            return new Requests.Write("/api/v1/namespaces/default/pods/" + name, body);
        }
    }
}
