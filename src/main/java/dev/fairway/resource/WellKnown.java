package dev.fairway.resource;

/** Names of annotations, labels and finalizers that Fairway shares with Argo CD, Helm and Kubernetes. */
public final class WellKnown {

    public static final String FIELD_MANAGER = "fairway";

    public static final String TRACKING_ID = "argocd.argoproj.io/tracking-id";
    public static final String SYNC_OPTIONS = "argocd.argoproj.io/sync-options";
    public static final String COMPARE_OPTIONS = "argocd.argoproj.io/compare-options";
    public static final String SYNC_WAVE = "argocd.argoproj.io/sync-wave";
    public static final String HOOK = "argocd.argoproj.io/hook";
    public static final String HOOK_DELETE_POLICY = "argocd.argoproj.io/hook-delete-policy";
    public static final String HOOK_FINALIZER = "argocd.argoproj.io/hook-finalizer";
    public static final String REFRESH = "argocd.argoproj.io/refresh";
    public static final String DELETION_APPROVED = "argocd.argoproj.io/deletion-approved";
    public static final String IGNORE_HEALTHCHECK = "argocd.argoproj.io/ignore-healthcheck";
    public static final String MIGRATION_MANAGER = "argocd.argoproj.io/client-side-apply-migration-manager";
    public static final String RESOURCES_FINALIZER = "resources-finalizer.argocd.argoproj.io";
    public static final String PRE_DELETE_FINALIZER = "pre-delete-finalizer.argocd.argoproj.io";
    public static final String POST_DELETE_FINALIZER = "post-delete-finalizer.argocd.argoproj.io";

    public static final String HELM_HOOK = "helm.sh/hook";
    public static final String HELM_HOOK_WEIGHT = "helm.sh/hook-weight";
    public static final String HELM_HOOK_DELETE_POLICY = "helm.sh/hook-delete-policy";
    public static final String HELM_RESOURCE_POLICY = "helm.sh/resource-policy";

    public static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    public static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

    public static final String TEAM = "fairway.dev/team";
    public static final String SERVICE = "fairway.dev/service";
    public static final String ENVIRONMENT = "fairway.dev/environment";

    private WellKnown() {}
}
