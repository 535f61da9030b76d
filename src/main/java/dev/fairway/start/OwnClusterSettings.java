package dev.fairway.start;

import dev.fairway.cluster.ClusterAccess;
import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.cluster.Kubeconfig;
import dev.fairway.configuration.SettingProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code fairway.own-cluster.*}: the cluster that {@code https://kubernetes.default.svc} means, where it is not the sandbox's.
 * Either a kubeconfig, or an address with the files of a service account. Files, because credentials do not belong in
 * arguments or the environment.
 *
 * @param kubeconfigFile its current context is taken
 * @param server the API server's address; beside a kubeconfig it replaces the address written there
 * @param tokenFile the service account's token. One that is bound to a pod ends with that pod: give a lasting one
 * @param certificateFile the authority that signed the server's certificate, PEM
 * @param namespaces the only ones that may be touched; empty means all
 */
@ConfigurationProperties("fairway.own-cluster")
record OwnClusterSettings(
        @DefaultValue("") String kubeconfigFile,
        @DefaultValue("") String server,
        @DefaultValue("") String tokenFile,
        @DefaultValue("") String certificateFile,
        @DefaultValue List<String> namespaces) {

    private static final String PREFIX = "fairway.own-cluster.";

    /**
     * The cluster, if one is set.
     *
     * @throws SettingProblem if a file that is named cannot be read, or half of what is needed is missing
     */
    Optional<ClusterRegistration> registration() {
        if (!kubeconfigFile.isBlank()) {
            ClusterAccess written =
                    Kubeconfig.read(text("kubeconfig-file", kubeconfigFile).getBytes(StandardCharsets.UTF_8));
            return Optional.of(registration(server.isBlank() ? written : moved(written)));
        }
        if (server.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(registration(ClusterAccess.byToken(
                server, text("certificate-file", certificateFile), text("token-file", tokenFile))));
    }

    private ClusterRegistration registration(ClusterAccess access) {
        ClusterRegistration whole = ClusterRegistration.inCluster(access);
        return new ClusterRegistration(whole.name(), access, namespaces, Map.of(), "", true);
    }

    private ClusterAccess moved(ClusterAccess written) {
        return new ClusterAccess(
                server, written.caPem(), written.token(), written.certificatePem(), written.keyPem(), false);
    }

    private static String text(String setting, String file) {
        try {
            String text = file.isBlank() ? "" : Files.readString(Path.of(file)).strip();
            if (!text.isEmpty()) {
                return text;
            }
        } catch (IOException unreadable) {
            // Said below: the reason would quote a path of this server.
        }
        throw new SettingProblem(
                PREFIX + setting,
                "The file that %s%s names is missing, empty or cannot be read.".formatted(PREFIX, setting),
                "Mount the file, let the user that runs Fairway read it, and start again.");
    }
}
