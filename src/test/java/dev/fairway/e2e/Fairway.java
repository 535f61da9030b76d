package dev.fairway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.fairway.FairwayApplication;
import dev.fairway.access.Access;
import dev.fairway.access.Principal;
import dev.fairway.resource.Actor;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole product in this JVM with a home of its own, met by HTTP, by Git and by its cluster's API. */
final class Fairway implements AutoCloseable {

    private static Fairway shared;

    private final Path home;
    private final int port;
    private final ConfigurableApplicationContext context;
    private final KubernetesClient cluster;
    private final Queue<String> log = new ConcurrentLinkedQueue<>();

    private Fairway(Path home, int port, ConfigurableApplicationContext context) {
        this.home = home;
        this.port = port;
        this.context = context;
        Config config = Config.fromKubeconfig(home.resolve("sandbox/kubeconfig").toFile());
        // The sandbox watches over HTTP only; a client that begins with a WebSocket waits for ever.
        config.setOnlyHttpWatches(true);
        this.cluster = new KubernetesClientBuilder().withConfig(config).build();
        listen();
    }

    /** One for all tests of this JVM, started by the first. It ends with the JVM. */
    static synchronized Fairway running() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    static Fairway start(String... settings) {
        Path home = temporaryFolder();
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of(
                "--fairway.home=" + home,
                "--server.port=" + port,
                "--fairway.samples.address=http://localhost:" + port,
                "--spring.datasource.hikari.data-source-properties.socketFactory=" + Questions.class.getName(),
                "--fairway.webhook.github-secret=" + Canary.WEBHOOK_SECRET,
                "--fairway.webhook.gitlab-secret=" + Canary.WEBHOOK_SECRET,
                "--fairway.webhook.gitea-secret=" + Canary.WEBHOOK_SECRET,
                "--fairway.webhook.gogs-secret=" + Canary.WEBHOOK_SECRET,
                "--fairway.webhook.bitbucket-server-secret=" + Canary.WEBHOOK_SECRET,
                "--fairway.webhook.azure-devops-secret=hooks:" + Canary.WEBHOOK_SECRET,
                "--fairway.sandbox.enabled=true"));
        arguments.addAll(List.of(settings));
        return new Fairway(
                home, port, SpringApplication.run(FairwayApplication.class, arguments.toArray(String[]::new)));
    }

    Rest rest() {
        return new Rest("http://localhost:" + port, token());
    }

    /** As somebody else than the administrator. */
    Rest rest(String other) {
        return new Rest("http://localhost:" + port, other);
    }

    String address() {
        return "http://localhost:" + port;
    }

    /** The session cookie's value of a person with this role, who is made if they are not there. */
    String session(String name, Principal.Role role) {
        Access access = part(Access.class);
        access.ensureUser(name, role);
        return access.openSession(new Principal(name, role, Actor.person(name)));
    }

    Browser browser() {
        return new Browser("http://localhost:" + port, token());
    }

    /** A repository of the sandbox's Git host; one that does not exist is made, empty. */
    Repository repository(String name) {
        return Repository.in(home.resolve("sandbox/git"), name, address(name), token());
    }

    String address(String repository) {
        return "http://localhost:" + port + "/sandbox/git/" + repository + ".git";
    }

    KubernetesClient cluster() {
        return cluster;
    }

    JdbcClient database() {
        return context.getBean(JdbcClient.class);
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    Path home() {
        return home;
    }

    /** Every row of every table, as text. */
    List<String> everyRow() {
        List<String> tables = database()
                .sql("select quote_ident(table_name) from information_schema.tables"
                        + " where table_schema = 'public' and table_type = 'BASE TABLE'")
                .query(String.class)
                .list();
        assertThat(tables).contains("applications", "renders", "sync_runs", "audit_entries");
        return tables.stream()
                .flatMap(table ->
                        database()
                                .sql("select row_to_json(t)::text from " + table + " t")
                                .query(String.class)
                                .list()
                                .stream())
                .toList();
    }

    /** Everything logged so far, at every level that is switched on. */
    List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public void close() {
        cluster.close();
        context.close();
    }

    private String token() {
        try {
            return Files.readString(home.resolve("sandbox/token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                String trace =
                        event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
                String line = event.getFormattedMessage() + trace;
                Canary.look("the log of " + event.getLoggerName(), line);
                if (event.getLevel().isGreaterOrEqual(Level.DEBUG)) {
                    log.add(line);
                }
            }
        };
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
    }

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("fairway-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
