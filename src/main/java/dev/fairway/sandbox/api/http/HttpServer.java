package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.PodLogs;
import dev.fairway.sandbox.api.lifecycle.Gatekeeper;
import dev.fairway.sandbox.api.lifecycle.Objects;
import dev.fairway.sandbox.api.schema.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/** The listening server: HTTPS on the loopback interface, one virtual thread per request. */
public final class HttpServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final AtomicBoolean closing = new AtomicBoolean();

    public HttpServer(
            Path folder,
            int port,
            String token,
            Identity identity,
            Objects objects,
            Catalog catalog,
            Gatekeeper gate,
            PodLogs logs) {
        Resources resources = new Resources(
                objects,
                catalog,
                gate,
                new Watches(objects.storage(), closing::get),
                new Subresources(objects, gate, logs));
        tomcat.setBaseDir(workFolder(folder));
        tomcat.setConnector(connector(port, identity));
        var context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "api", new ApiServlet(new Authentication(token), catalog, resources));
        context.addServletMappingDecoded("/", "api");
        context.addServletMappingDecoded("/*", "api");
        context.getPipeline().addValve(new DropValve());
        tomcat.getEngine().setParentClassLoader(HttpServer.class.getClassLoader());
        ((org.apache.catalina.core.StandardHost) tomcat.getHost()).setErrorReportValveClass(null);
    }

    private static String workFolder(Path folder) {
        try {
            return Files.createDirectories(folder.resolve("http")).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the sandbox's work folder", e);
        }
    }

    private static Connector connector(int port, Identity identity) {
        Http11NioProtocol protocol = new Http11NioProtocol();
        Connector connector = new Connector(protocol);
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setEncodedSolidusHandling("passthrough");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("keepAliveTimeout", "300000");
        connector.setProperty("connectionTimeout", "60000");
        connector.setProperty("maxConnections", "20000");
        connector.setProperty("tcpNoDelay", "true");
        connector.setProperty("bindOnInit", "false");
        protocol.setExecutor(new VirtualThreadExecutor("sandbox-api-"));
        protocol.setSSLEnabled(true);
        SSLHostConfig ssl = new SSLHostConfig();
        ssl.setProtocols("TLSv1.2+TLSv1.3");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(ssl, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(identity.keyStore());
        certificate.setCertificateKeyPassword("");
        certificate.setCertificateKeystorePassword("");
        ssl.addCertificate(certificate);
        connector.addSslHostConfig(ssl);
        return connector;
    }

    public void start() {
        try {
            tomcat.start();
            if (tomcat.getConnector().getLocalPort() <= 0) {
                throw new IllegalStateException(
                        "The sandbox's port is taken: " + tomcat.getConnector().getPort());
            }
        } catch (LifecycleException e) {
            throw new IllegalStateException("The sandbox cannot listen", e);
        }
    }

    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        closing.set(true);
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The sandbox did not stop cleanly", e);
        }
    }
}
