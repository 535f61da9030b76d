package dev.fairway.sandbox.world;

/** Manifests that tests start from. */
final class Yamls {

    private Yamls() {}

    static String deployment(String name, int replicas, String image, String behaviour) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: %2$d
                  progressDeadlineSeconds: 10
                  revisionHistoryLimit: 2
                  selector: {matchLabels: {app: %1$s}}
                  strategy:
                    type: RollingUpdate
                    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
                  template:
                    metadata:
                      labels: {app: %1$s}
                      annotations: {sandbox.fairway.dev/behaviour: "%4$s"}
                    spec:
                      restartPolicy: Always
                      containers:
                        - name: api
                          image: %3$s
                          ports: [{name: http, containerPort: 8080}]
                          readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 10}
                """.formatted(name, replicas, image, behaviour);
    }

    static String pod(String name, String behaviour, String container) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  annotations: {sandbox.fairway.dev/behaviour: "%s"}
                spec:
                  restartPolicy: Always
                  containers:
                    - name: api
                      image: example/api:1
                %s
                """.formatted(name, behaviour, container.indent(6));
    }

    static String job(String name, String spec, String behaviour) {
        return """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: %s}
                spec:
                %s
                  template:
                    metadata:
                      annotations: {sandbox.fairway.dev/behaviour: "%s"}
                    spec:
                      restartPolicy: Never
                      containers: [{name: work, image: example/work:1}]
                """.formatted(name, spec.indent(2).stripTrailing(), behaviour);
    }

    static String fault(String name, String kind, String data) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %s
                  namespace: sandbox-system
                  labels: {sandbox.fairway.dev/fault: %s}
                data:
                %s
                """.formatted(name, kind, data.indent(2));
    }
}
