package dev.fairway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.configuration.SettingProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnClusterSettingsTest {

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void withoutSettingsThereIsNoOwnCluster() {
        assertThat(new OwnClusterSettings("", "", "", "", List.of()).registration())
                .isEmpty();
    }

    @Test
    void theFilesOfAServiceAccountMakeItTheClusterThatApplicationsCallTheirOwn() throws IOException {
        ClusterRegistration cluster = new OwnClusterSettings(
                        "",
                        "https://kubernetes.default.svc",
                        file("token", "ey.token\n"),
                        file("ca.crt", "-----BEGIN CERTIFICATE-----\n"),
                        List.of("shop"))
                .registration()
                .orElseThrow();

        assertThat(cluster.inCluster()).isTrue();
        assertThat(cluster.namespaces()).containsExactly("shop");
        assertThat(cluster.access().server()).isEqualTo("https://kubernetes.default.svc");
        assertThat(cluster.access().token()).contains("ey.token");
        assertThat(cluster.access().caPem()).contains("-----BEGIN CERTIFICATE-----");
        assertThat(cluster.access().insecure()).isFalse();
    }

    @Test
    void aKubeconfigIsReachedUnderTheNameThatItsClusterHasHere() throws IOException {
        String kubeconfig = file("kubeconfig", """
                apiVersion: v1
                kind: Config
                current-context: default
                contexts: [{name: default, context: {cluster: default, user: default}}]
                clusters: [{name: default, cluster: {server: "https://127.0.0.1:6443", certificate-authority-data: Q0E=}}]
                users: [{name: default, user: {client-certificate-data: Q0VSVA==, client-key-data: S0VZ}}]
                """);

        assertThat(new OwnClusterSettings(kubeconfig, "", "", "", List.of())
                        .registration()
                        .orElseThrow()
                        .access()
                        .server())
                .isEqualTo("https://127.0.0.1:6443");
        ClusterRegistration moved = new OwnClusterSettings(kubeconfig, "https://cluster:6443", "", "", List.of())
                .registration()
                .orElseThrow();
        assertThat(moved.access().server()).isEqualTo("https://cluster:6443");
        assertThat(moved.access().caPem()).contains("CA");
        assertThat(moved.access().certificatePem()).contains("CERT");
        assertThat(moved.access().keyPem()).contains("KEY");
    }

    @Test
    void aMissingFileIsNamedByItsSettingAndNotByItsPath() throws IOException {
        OwnClusterSettings settings = new OwnClusterSettings(
                "",
                "https://kubernetes.default.svc",
                folder.resolve("nothing").toString(),
                file("ca.crt", "-----BEGIN CERTIFICATE-----"),
                List.of());

        assertThatThrownBy(settings::registration)
                .isInstanceOf(SettingProblem.class)
                .hasMessageContaining("fairway.own-cluster.token-file")
                .hasMessageNotContaining(folder.toString());
    }

    @Test
    void anEmptyTokenIsAsGoodAsNone() throws IOException {
        OwnClusterSettings settings = new OwnClusterSettings(
                "", "https://kubernetes.default.svc", file("token", "\n"), file("ca.crt", "x"), List.of());

        assertThatThrownBy(settings::registration).isInstanceOf(SettingProblem.class);
    }
}
