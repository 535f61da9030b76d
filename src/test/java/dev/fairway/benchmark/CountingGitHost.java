package dev.fairway.benchmark;

import dev.fairway.testing.HttpBackend;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/**
 * Serves the bare repositories of a folder below {@code /git} to anyone on this machine. Counts what they are asked, whatever
 * number of HTTP requests a question takes, and tells it at {@code /counts}: how often for refs, how often for objects.
 */
final class CountingGitHost implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final LongAdder refs = new LongAdder();
    private final LongAdder objects = new LongAdder();
    private final LongSupplier clusterWrites;

    /** @param clusterWrites a third number for the counts: how often the cluster's API was asked to write something */
    CountingGitHost(Path folder, LongSupplier clusterWrites) throws IOException, LifecycleException {
        this.clusterWrites = clusterWrites;
        tomcat.setBaseDir(folder.resolveSibling("tomcat").toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "git", new Counted(Files.createDirectories(folder)));
        context.addServletMappingDecoded("/git/*", "git");
        Tomcat.addServlet(context, "counts", counts());
        context.addServletMappingDecoded("/counts", "counts");
        tomcat.start();
    }

    String address() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private final class Counted extends HttpBackend {

        Counted(Path folder) throws IOException {
            super(folder);
        }

        /** The older protocol tells the refs with its first answer; the newer one is asked for them. */
        @Override
        protected void asked(HttpServletRequest request, String body) {
            boolean newer = header(request, "Git-Protocol").contains("version=2");
            boolean first = request.getMethod().equals("GET")
                    && Optional.ofNullable(request.getQueryString()).orElse("").contains("git-upload-pack");
            if (body.contains("command=ls-refs") || (first && !newer)) {
                refs.increment();
            } else if (request.getPathInfo().endsWith("/git-upload-pack") && body.contains("want ")) {
                objects.increment();
            }
        }
    }

    private HttpServlet counts() {
        return new HttpServlet() {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.getWriter().print(refs.sum() + " " + objects.sum() + " " + clusterWrites.getAsLong());
            }
        };
    }
}
