package dev.fairway.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One repository of many applications: each a Kustomize overlay with settings of its own over a shared base, which itself stands on
 * another. An application has four objects that are healthy as soon as they exist.
 */
final class Monorepo {

    static final String BASE = "base/service.yaml";
    /** Reached only through the base. */
    static final String NESTED = "common/house.yaml";

    private static final String APPLICATION = """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata:
              name: %1$s
              namespace: argocd
            spec:
              project: default
              source:
                repoURL: %2$s
                targetRevision: main
                path: apps/%1$s
              destination:
                server: https://kubernetes.default.svc
                namespace: %1$s
              syncPolicy:
                syncOptions:
                  - CreateNamespace=true
            """;
    private static final String AUTOMATED = """
                automated:
                  prune: true
                  selfHeal: true
            """;

    private Monorepo() {}

    static String name(int application) {
        return "app-%04d".formatted(application);
    }

    static Map<String, String> files(int applications) {
        Map<String, String> files = new LinkedHashMap<>(shared());
        for (int i = 0; i < applications; i++) {
            files.putAll(overlay(name(i)));
        }
        return files;
    }

    static Map<String, String> overlay(String name) {
        return Map.of("apps/" + name + "/kustomization.yaml", """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: %s
                resources:
                  - ../../base
                  - settings.yaml
                """.formatted(name), settingsFile(name), settings("one"));
    }

    static String settingsFile(String name) {
        return "apps/" + name + "/settings.yaml";
    }

    static String settings(String value) {
        return configMap("settings", value);
    }

    static String house(String value) {
        return configMap("house", value);
    }

    static String service(String owner) {
        return """
                apiVersion: v1
                kind: Service
                metadata:
                  name: web
                  labels:
                    owner: %s
                spec:
                  selector:
                    app: web
                  ports:
                    - port: 80
                """.formatted(owner);
    }

    /** An Application that follows Git by itself. */
    static String automated(String name, String repository) {
        return application(name, repository) + AUTOMATED;
    }

    /** An Application that is rendered and compared, and synced only when someone asks. */
    static String application(String name, String repository) {
        return APPLICATION.formatted(name, repository);
    }

    private static Map<String, String> shared() {
        return Map.of(
                "README.md",
                "# Tidewater\n",
                "base/kustomization.yaml",
                kustomization("../common", "service.yaml", "account.yaml"),
                BASE,
                service("aiko"),
                "base/account.yaml",
                "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\n",
                "common/kustomization.yaml",
                kustomization("house.yaml"),
                NESTED,
                house("one"));
    }

    private static String kustomization(String... resources) {
        return "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - "
                + String.join("\n  - ", resources) + "\n";
    }

    private static String configMap(String name, String value) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: %s\ndata:\n  value: \"%s\"\n"
                .formatted(name, value);
    }
}
