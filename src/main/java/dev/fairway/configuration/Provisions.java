package dev.fairway.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an installation is given from outside: settings give it, and so does the sandbox. The module {@code start} carries it
 * out; nobody else reads it.
 *
 * @param clusters clusters to know
 * @param repositories credentials for repositories
 * @param root an application that is installed if it is missing and kept as this says
 * @param tokenFile holds a secret that opens the API for scripts, as the user {@code admin}
 */
public record Provisions(
        List<Cluster> clusters, List<Repository> repositories, Optional<Root> root, Optional<Path> tokenFile) {

    /**
     * @param certificate the authority that signed the server's certificate, PEM; empty trusts the system's
     * @param own whether it is the cluster that {@code https://kubernetes.default.svc} means
     */
    public record Cluster(String name, String server, String certificate, String token, boolean own) {

        @Override
        public String toString() {
            return "Cluster[" + name + "]";
        }
    }

    public record Repository(String url, String user, String password) {

        @Override
        public String toString() {
            return "Repository[" + url + "]";
        }
    }

    /** {@code fairway.root.*}. */
    public record Root(String repoURL, String path, String revision) {}
}
