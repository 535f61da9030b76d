package dev.fairway.start;

import dev.fairway.access.Access;
import dev.fairway.access.Principal;
import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.cluster.Clusters;
import dev.fairway.configuration.OwnerOnlyFile;
import dev.fairway.configuration.Provisions;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Repositories;
import dev.fairway.source.Repository;
import dev.fairway.source.RepositoryRegistration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Carries out what an installation is given, once the server answers; prints how to come in. */
@Component
class Starting {

    private static final Logger LOG = LoggerFactory.getLogger(Starting.class);
    private static final Actor START = Actor.automation("start");
    private static final String ADMIN = "admin";
    private static final ApplicationName ROOT = new ApplicationName(ApplicationName.CONTROL_PLANE_NAMESPACE, "root");

    private final List<Provisions> provisions;
    private final Clusters clusters;
    private final Repositories repositories;
    private final Applications applications;
    private final Access access;
    private final TransactionTemplate transaction;
    private final boolean printsLink;
    private final Optional<ClusterRegistration> ownCluster;

    Starting(
            List<Provisions> provisions,
            Clusters clusters,
            Repositories repositories,
            Applications applications,
            Access access,
            TransactionTemplate transaction,
            OwnClusterSettings ownCluster,
            @Value("${fairway.sign-in-link:true}") boolean printsLink) {
        this.provisions = provisions;
        this.clusters = clusters;
        this.repositories = repositories;
        this.applications = applications;
        this.access = access;
        this.transaction = transaction;
        this.printsLink = printsLink;
        // Read while the program starts: a file that is missing stops the start.
        this.ownCluster = ownCluster.registration();
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        access.ensureUser(ADMIN, Principal.Role.ADMIN);
        ownCluster.ifPresent(own -> clusters.register(own, START));
        for (Provisions given : provisions) {
            given.clusters().forEach(this::cluster);
            given.repositories().forEach(this::repository);
            given.tokenFile()
                    .ifPresent(file -> access.adoptToken(
                            ADMIN,
                            "scripts",
                            OwnerOnlyFile.keep(file, () -> "fwt_" + OwnerOnlyFile.randomSecret()),
                            START));
            given.root().ifPresent(this::root);
        }
        if (printsLink && access.isLocal() && !access.hasPassword(ADMIN)) {
            String address = address(ready);
            LOG.info("Fairway answers on {}", address);
            LOG.info("Sign in once with {}/sign-in/link?code={}", address, access.issueLink(ADMIN));
        }
    }

    private static String address(ApplicationReadyEvent ready) {
        int port =
                ready.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null
                        ? web.getWebServer().getPort()
                        : 8080;
        return "http://localhost:" + port;
    }

    private void cluster(Provisions.Cluster given) {
        clusters.register(Registrations.of(given), START);
    }

    private void repository(Provisions.Repository given) {
        repositories.save(
                new RepositoryRegistration(
                        Repository.Covers.TEMPLATE,
                        new RepositoryUrl(given.url()),
                        Repository.Type.GIT,
                        "",
                        "",
                        given.user(),
                        false,
                        Map.of(Repository.SecretPart.PASSWORD, given.password())),
                START);
    }

    /** Installed if it is missing; its source follows the setting, all else is left as people made it. */
    private void root(Provisions.Root given) {
        Manifest wanted = rootApplication(given);
        transaction.executeWithoutResult(status -> {
            Optional<Application> existing = applications.find(ROOT);
            if (existing.isEmpty()) {
                applications.create(wanted, START);
            } else if (!existing.get().manifest().at("/spec/source").equals(wanted.at("/spec/source"))) {
                applications.change(
                        ROOT,
                        before -> before.with(tree -> ((ObjectNode) tree.path("spec"))
                                .set("source", wanted.at("/spec/source").deepCopy())),
                        START);
            }
        });
    }

    private static Manifest rootApplication(Provisions.Root given) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Application");
        tree.putObject("metadata").put("name", ROOT.name()).put("namespace", ROOT.namespace());
        ObjectNode spec = tree.putObject("spec");
        spec.put("project", "default");
        ObjectNode source = spec.putObject("source");
        source.put("repoURL", given.repoURL()).put("path", given.path()).put("targetRevision", given.revision());
        source.putObject("directory").put("recurse", true);
        spec.putObject("destination")
                .put("server", dev.fairway.resource.Destination.IN_CLUSTER)
                .put("namespace", ROOT.namespace());
        spec.putObject("syncPolicy").putObject("automated").put("prune", true).put("selfHeal", true);
        return Manifest.of(tree);
    }
}
