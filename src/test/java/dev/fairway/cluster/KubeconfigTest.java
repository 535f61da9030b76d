package dev.fairway.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairway.resource.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeconfigTest {

    private static final String PEM = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";

    @Test
    void theClusterOfTheCurrentContextIsTaken() {
        ClusterAccess access = read(config("server: https://api.example.org:6443/", "token: abc"));

        assertThat(access.server()).isEqualTo("https://api.example.org:6443");
        assertThat(access.token()).contains("abc");
        assertThat(access.caPem()).isEmpty();
        assertThat(access.insecure()).isFalse();
    }

    @Test
    void certificatesAreTakenFromTheDocumentItself() {
        String data = Base64.getEncoder().encodeToString(PEM.getBytes(StandardCharsets.UTF_8));

        ClusterAccess access = read(config(
                "server: https://a.example.org\n    certificate-authority-data: " + data,
                "client-certificate-data: %s\n    client-key-data: %s".formatted(data, data)));

        assertThat(access.caPem()).contains(PEM);
        assertThat(access.certificatePem()).contains(PEM);
        assertThat(access.keyPem()).contains(PEM);
    }

    @Test
    void aCommandIsRefusedAndNeverRun(@TempDir Path folder) {
        Path marker = folder.resolve("ran");
        String text = config(
                "server: https://a.example.org",
                "exec: {apiVersion: client.authentication.k8s.io/v1, command: touch, args: [\"%s\"]}"
                        .formatted(marker));

        assertThat(refusal(text)).contains("user.exec", "never run");
        assertThat(Files.exists(marker)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "user,   client-key: /etc/shadow,           client-key",
        "user,   client-certificate: /etc/cert,     client-certificate",
        "user,   tokenFile: /etc/token,             tokenFile",
        "user,   'auth-provider: {name: gcp}',      auth-provider",
        "user,   password: geheim,                  password",
        "user,   as: admin,                         not known",
        "cluster, certificate-authority: /etc/ca,   certificate-authority",
        "cluster, insecure-skip-tls-verify: true,   insecure-skip-tls-verify",
        "cluster, 'proxy-url: http://p.example.org', proxy-url",
        "cluster, tls-server-name: other,           tls-server-name",
    })
    void whatIsNotInTheDocumentItselfIsRefusedByTheFieldsName(String where, String line, String named) {
        String text = where.equals("user")
                ? config("server: https://a.example.org", "token: abc\n    " + line)
                : config("server: https://a.example.org\n    " + line, "token: abc");

        assertThat(refusal(text)).contains(named).doesNotContain("geheim").doesNotContain("/etc/");
    }

    @Test
    void anotherUsersCommandIsRefusedToo() {
        String text = config("server: https://a.example.org", "token: abc")
                .replace("users:\n", "users:\n- name: other\n  user: {exec: {command: id}}\n");

        assertThat(refusal(text)).contains("user.exec");
    }

    @Test
    void aMissingContextIsTold() {
        String text = config("server: https://a.example.org", "token: abc")
                .replace("current-context: one", "current-context: two");

        assertThat(refusal(text)).contains("contexts");
    }

    @Test
    void nothingIsToldByItsText() {
        assertThat(read(config("server: https://a.example.org", "token: geheim"))
                        .toString())
                .doesNotContain("geheim");
    }

    private static ClusterAccess read(String text) {
        return Kubeconfig.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String text) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(text));
        assertThat(refused.problem().code()).isEqualTo("KubeconfigRefused");
        return refused.problem().message();
    }

    private static String config(String cluster, String user) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: main
                  cluster:
                    %s
                users:
                - name: admin
                  user:
                    %s
                contexts:
                - name: one
                  context: {cluster: main, user: admin}
                current-context: one
                """.formatted(cluster, user);
    }
}
