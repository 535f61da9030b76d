package dev.fairway.web.settings.clusters;

import dev.fairway.cluster.ClusterAccess;
import dev.fairway.cluster.ClusterDetails;
import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.cluster.Kubeconfig;
import dev.fairway.resource.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;

/**
 * What is written in the form. Tokens, keys and kubeconfigs go in and are never written into a page again.
 *
 * @param id of the cluster that is changed; empty for a new one
 * @param byKubeconfig whether address and credentials are read from a kubeconfig
 * @param signIn what is configured already, in words; empty for a new one
 */
public record ClusterForm(
        String id,
        boolean byKubeconfig,
        String name,
        String server,
        String ca,
        String namespaces,
        String labels,
        String project,
        String signIn) {

    static ClusterForm blank(boolean byKubeconfig) {
        return new ClusterForm("", byKubeconfig, "", "", "", "", "", "", "");
    }

    static ClusterForm of(ClusterDetails details, String signIn) {
        return new ClusterForm(
                details.cluster().id(),
                false,
                details.cluster().name(),
                details.cluster().server(),
                details.caPem(),
                String.join(", ", details.namespaces()),
                details.labels().entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .sorted()
                        .collect(Collectors.joining("\n")),
                details.project(),
                signIn);
    }

    static ClusterForm read(MultiValueMap<String, String> form, Optional<ClusterDetails> known, String signIn) {
        return new ClusterForm(
                known.map(details -> details.cluster().id()).orElse(""),
                form.containsKey("kubeconfig"),
                // Credentials are sealed for a name, so that it stays what it was.
                known.map(details -> details.cluster().name()).orElse(text(form, "name")),
                text(form, "server"),
                text(form, "ca"),
                text(form, "namespaces"),
                text(form, "labels"),
                text(form, "project"),
                signIn);
    }

    /**
     * @throws dev.fairway.resource.ProblemException {@code KubeconfigRefused} or {@code ClusterInvalid} if it cannot be
     *     read
     */
    ClusterRegistration registration(MultiValueMap<String, String> form) {
        if (name.isEmpty()) {
            throw Problem.stalled("ClusterInvalid", "Give the cluster a name.").asException();
        }
        return new ClusterRegistration(
                name,
                byKubeconfig
                        ? Kubeconfig.read(text(form, "kubeconfig").getBytes(StandardCharsets.UTF_8))
                        : access(form),
                split(namespaces, "[,\\s]+"),
                labelled(),
                project,
                false);
    }

    public boolean isNew() {
        return id.isEmpty();
    }

    /** Where the form is sent. */
    public String getAction() {
        return isNew() ? "/settings/clusters" : "/settings/clusters/" + id;
    }

    public String getTitle() {
        return isNew() ? "Add cluster" : name;
    }

    private ClusterAccess access(MultiValueMap<String, String> form) {
        return new ClusterAccess(
                server.replaceFirst("/+$", ""),
                pem(ca),
                Optional.of(text(form, "token")).filter(text -> !text.isEmpty()),
                pem(text(form, "certificate")),
                pem(text(form, "key")),
                false);
    }

    /** A browser ends the lines of a text field as Windows does. */
    private static Optional<String> pem(String text) {
        if (!text.isEmpty() && !text.contains("-----BEGIN ")) {
            throw Problem.stalled("ClusterInvalid", "A certificate or key must be entered as PEM text.")
                    .asException();
        }
        return Optional.of(text.replace("\r\n", "\n")).filter(pem -> !pem.isEmpty());
    }

    private Map<String, String> labelled() {
        Map<String, String> read = new LinkedHashMap<>();
        for (String line : split(labels, "[\\r\\n,]+")) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw Problem.stalled("ClusterInvalid", "Write labels as name=value, one a line.")
                        .asException();
            }
            read.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        }
        return read;
    }

    private static List<String> split(String text, String at) {
        return Arrays.stream(text.split(at))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String text(MultiValueMap<String, String> form, String field) {
        return Optional.ofNullable(form.getFirst(field)).orElse("").strip();
    }
}
