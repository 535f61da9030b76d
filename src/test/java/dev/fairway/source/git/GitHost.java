package dev.fairway.source.git;

import dev.fairway.testing.HttpBackend;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.Repository;

/** A real Git server over HTTP on loopback, with users, redirects and a record of what it was asked. */
public final class GitHost implements AutoCloseable {

    static {
        // The server's own log of clients that hang up; those are what the tests are about.
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setLevel(Level.OFF);
        }
    }

    private final Tomcat tomcat = new Tomcat();
    private final Map<String, TestRepository> repositories = new ConcurrentHashMap<>();
    private final Path folder;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    private volatile String wanted = "";
    private volatile int status;
    private volatile String redirect = "";

    public GitHost(Path folder) throws IOException, LifecycleException {
        this.folder = folder;
        tomcat.setBaseDir(folder.resolve("tomcat").toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", new File(folder.toString()).getAbsolutePath());
        GitServlet servlet = new GitServlet();
        servlet.setRepositoryResolver((request, name) -> {
            TestRepository found = repositories.get(name);
            if (found == null) {
                throw new org.eclipse.jgit.errors.RepositoryNotFoundException(name);
            }
            Repository repository = found.repository();
            repository.incrementOpen();
            return repository;
        });
        Tomcat.addServlet(context, "git", servlet);
        context.addServletMappingDecoded("/git/*", "git");
        Tomcat.addServlet(context, "backend", new HttpBackend(folder));
        context.addServletMappingDecoded("/backend/*", "backend");
        FilterDef definition = new FilterDef();
        definition.setFilterName("gate");
        definition.setFilter(new Gate());
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName("gate");
        map.addURLPattern("/*");
        context.addFilterMap(map);
        tomcat.start();
    }

    public TestRepository repository(String name) {
        return repositories.computeIfAbsent(name, key -> new TestRepository(folder.resolve(key)));
    }

    public String origin() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
    }

    public String url(String name) {
        return origin() + "/git/" + name;
    }

    /** The same repository, served by Git's own program. */
    public String backendUrl(String name) {
        return origin() + "/backend/" + name;
    }

    /** How many connections were opened to here. */
    public int connections() {
        return ports.size();
    }

    /** From now on only this {@code Authorization} header opens anything. */
    public void onlyWith(String authorization) {
        wanted = authorization;
    }

    public void answer(int status) {
        this.status = status;
    }

    public void redirectTo(String prefix) {
        this.redirect = prefix;
    }

    public List<String> requests() {
        return requests;
    }

    public List<String> authorizations() {
        return authorizations;
    }

    public long count(String part) {
        return requests.stream().filter(each -> each.contains(part)).count();
    }

    private final class Gate implements Filter {

        @Override
        public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
                throws IOException, ServletException {
            HttpServletRequest request = (HttpServletRequest) in;
            HttpServletResponse response = (HttpServletResponse) out;
            ports.add(request.getRemotePort());
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            requests.add(request.getMethod() + " " + request.getRequestURI() + query);
            String given = request.getHeader("Authorization");
            authorizations.add(given == null ? "" : given);
            if (status != 0) {
                response.sendError(status);
            } else if (!redirect.isEmpty() && request.getRequestURI().startsWith("/git/old")) {
                response.sendRedirect(redirect + request.getRequestURI().substring("/git/old".length()) + query);
            } else if (!wanted.isEmpty() && !wanted.equals(given)) {
                response.setHeader("WWW-Authenticate", "Basic realm=\"git\"");
                response.sendError(401);
            } else {
                chain.doFilter(in, out);
            }
        }
    }

    @Override
    public void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        repositories.values().forEach(TestRepository::close);
    }
}
