package dev.fairway.cluster.live;

import dev.fairway.cluster.api.Trees;
import dev.fairway.resource.Manifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import tools.jackson.databind.node.ObjectNode;

/** Objects as compressed JSON. They resemble each other, so a dictionary of usual words halves the small ones. */
final class Bodies {

    /** Usual words of a Kubernetes object, the most frequent last, as deflate wants them. */
    private static final byte[] DICTIONARY = """
            "rules":[{"host":"http":{"paths":[{"backend":{"service":{"pathType":"Prefix","accessModes":["ReadWriteOnce"],\
            "storageClassName":"volumeName":"persistentVolumeClaim":{"claimName":"hostPath":{"secretKeyRef":{"configMapKeyRef":{\
            "securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"readOnlyRootFilesystem":true,\
            "runAsNonRoot":true,"livenessProbe":{"failureThreshold":3,"httpGet":{"path":"/healthz","port":"http","scheme":"HTTP"},\
            "periodSeconds":10,"successThreshold":1,"timeoutSeconds":1},"readinessProbe":{"initialDelaySeconds":\
            "volumeMounts":[{"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount","name":"kube-api-access-","readOnly":true}]\
            "tolerations":[{"effect":"NoExecute","key":"node.kubernetes.io/not-ready","operator":"Exists","tolerationSeconds":300}\
            "qosClass":"Burstable","podIP":"10.","podIPs":[{"ip":"hostIP":"phase":"Running","lastTransitionTime":"lastProbeTime":null\
            "containerStatuses":[{"containerID":"containerd://","image":"imageID":"lastState":{},"ready":true,"restartCount":0,\
            "started":true,"state":{"running":{"startedAt":"conditions":[{"status":"True","type":"ContainersReady"},"type":"PodScheduled"\
            "strategy":{"rollingUpdate":{"maxSurge":"25%","maxUnavailable":"25%"},"type":"RollingUpdate"},"revisionHistoryLimit":10,\
            "progressDeadlineSeconds":600,"availableReplicas":"observedGeneration":"readyReplicas":"updatedReplicas":\
            "clusterIP":"10.96.","clusterIPs":["internalTrafficPolicy":"Cluster","ipFamilies":["IPv4"],"ipFamilyPolicy":"SingleStack",\
            "sessionAffinity":"None","type":"ClusterIP"},"status":{"loadBalancer":{}}}"targetPort":"protocol":"TCP","ports":[{\
            "dnsPolicy":"ClusterFirst","restartPolicy":"Always","schedulerName":"default-scheduler","terminationGracePeriodSeconds":30,\
            "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent",\
            "resources":{"limits":{"cpu":"memory":"128Mi"},"requests":{"cpu":"100m","memory":"64Mi"}},"env":[{"name":"value":"\
            "template":{"metadata":{"labels":{"app":"spec":{"containers":[{"image":"replicas":1,"selector":{"matchLabels":{\
            "ownerReferences":[{"apiVersion":"apps/v1","blockOwnerDeletion":true,"controller":true,"kind":"ReplicaSet","name":"uid":"\
            "app.kubernetes.io/managed-by":"Helm","app.kubernetes.io/instance":"app.kubernetes.io/name":"app.kubernetes.io/version":"\
            {"apiVersion":"v1","kind":"ConfigMap","data":{"metadata":{"annotations":{"argocd.argoproj.io/tracking-id":"\
            "creationTimestamp":"2026-","generation":1,"labels":{"name":"namespace":"resourceVersion":"uid":"},"spec":{"status":{""".getBytes(StandardCharsets.UTF_8);

    private Bodies() {}

    static byte[] pack(Manifest object) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setDictionary(DICTIONARY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 1024)) {
            Trees.MAPPER.writeValue(out, object.tree());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    static Manifest unpack(byte[] body) {
        Inflater inflater = new Inflater(true);
        inflater.setDictionary(DICTIONARY);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(body), inflater)) {
            return Manifest.of((ObjectNode) Trees.MAPPER.readTree(in));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            inflater.end();
        }
    }
}
