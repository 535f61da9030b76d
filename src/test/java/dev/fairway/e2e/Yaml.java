package dev.fairway.e2e;

/** Objects that several tests need, as a person would write them. */
final class Yaml {

    private static final String REST_OF_AUTOMATED = """
                automated:
                  prune: %s
                  selfHeal: true
            """;

    private Yaml() {}

    static String configMap(String name, String value) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %s
                data:
                  value: "%s"
                """.formatted(name, value);
    }

    /**
     * A Deployment of one container, {@code api}.
     *
     * @param behaviour what the sandbox lets its pods do
     * @param environment the name of its only variable
     */
    static String deployment(String name, String behaviour, String environment) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %1$s
                spec:
                  replicas: 2
                  selector:
                    matchLabels: {app: %1$s}
                  template:
                    metadata:
                      labels: {app: %1$s}
                      annotations:
                        sandbox.fairway.dev/behaviour: "%2$s"
                    spec:
                      containers:
                        - name: api
                          image: registry.tidewater.example/api:1
                          env:
                            - {name: %3$s, value: "here"}
                """.formatted(name, behaviour, environment);
    }

    /** An object of a wave or a hook. */
    static String configMap(String name, String value, String annotation) {
        return configMap(name, value).replace("\ndata:", "\n  annotations:\n    " + annotation + "\ndata:");
    }

    /** @param behaviour what the sandbox lets its pod do */
    static String hook(String name, String phase, String behaviour) {
        return """
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: %s
                  annotations:
                    argocd.argoproj.io/hook: %s
                spec:
                  backoffLimit: 0
                  template:
                    metadata:
                      annotations:
                        sandbox.fairway.dev/behaviour: %s
                    spec:
                      restartPolicy: Never
                      containers:
                        - name: main
                          image: registry.tidewater.example/tools:1
                """.formatted(name, phase, behaviour);
    }

    /** An application that follows Git by itself, prunes, heals, and lives in the namespace of its own name. */
    static String automated(String name, String repository) {
        return application(name, repository) + REST_OF_AUTOMATED.formatted(true);
    }

    static String automatedWithoutPrune(String name, String repository) {
        return application(name, repository) + REST_OF_AUTOMATED.formatted(false);
    }

    /** Synced only when someone asks. Its folder in Git and its namespace have its name. */
    static String application(String name, String repository) {
        return """
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
                    path: %1$s
                  destination:
                    server: https://kubernetes.default.svc
                    namespace: %1$s
                  syncPolicy:
                    syncOptions:
                      - CreateNamespace=true
                """.formatted(name, repository);
    }
}
