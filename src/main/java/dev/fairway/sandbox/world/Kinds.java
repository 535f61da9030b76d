package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;

/** The kinds this world knows. */
final class Kinds {

    static final GroupKind DEPLOYMENT = new GroupKind("apps", "Deployment");
    static final GroupKind REPLICA_SET = new GroupKind("apps", "ReplicaSet");
    static final GroupKind STATEFUL_SET = new GroupKind("apps", "StatefulSet");
    static final GroupKind DAEMON_SET = new GroupKind("apps", "DaemonSet");
    static final GroupKind CONTROLLER_REVISION = new GroupKind("apps", "ControllerRevision");
    static final GroupKind JOB = new GroupKind("batch", "Job");
    static final GroupKind CRON_JOB = new GroupKind("batch", "CronJob");
    static final GroupKind POD = new GroupKind("", "Pod");
    static final GroupKind NODE = new GroupKind("", "Node");
    static final GroupKind EVENT = new GroupKind("", "Event");
    static final GroupKind CONFIG_MAP = new GroupKind("", "ConfigMap");
    static final GroupKind SECRET = new GroupKind("", "Secret");
    static final GroupKind CLAIM = new GroupKind("", "PersistentVolumeClaim");
    static final GroupKind VOLUME = new GroupKind("", "PersistentVolume");
    static final GroupKind STORAGE_CLASS = new GroupKind("storage.k8s.io", "StorageClass");
    static final GroupKind SERVICE = new GroupKind("", "Service");
    static final GroupKind ENDPOINTS = new GroupKind("", "Endpoints");
    static final GroupKind ENDPOINT_SLICE = new GroupKind("discovery.k8s.io", "EndpointSlice");
    static final GroupKind INGRESS = new GroupKind("networking.k8s.io", "Ingress");
    static final GroupKind AUTOSCALER = new GroupKind("autoscaling", "HorizontalPodAutoscaler");
    static final GroupKind DISRUPTION_BUDGET = new GroupKind("policy", "PodDisruptionBudget");

    private Kinds() {}
}
