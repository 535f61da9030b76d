package dev.fairway.sandbox.git;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** The Git host on a port of its own, with the samples in it. */
public final class GitHostServer implements AutoCloseable {

    public static final String TOKEN = "let-me-in";

    public final List<Pushed> pushes = new CopyOnWriteArrayList<>();
    private final Tomcat tomcat = new Tomcat();

    /** @param folder holds the bare repositories; its parent is used for scratch files */
    public GitHostServer(Path folder) throws LifecycleException {
        tomcat.setBaseDir(folder.resolveSibling("tomcat").toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        GitHost host = new GitHost(folder, "http://git.test/sandbox/git", TOKEN, pushes::add);
        Tomcat.addServlet(context, "git", host.servlet());
        context.addServletMappingDecoded(GitHost.PATH + "/*", "git");
        tomcat.start();
    }

    public String url(String repository) {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + GitHost.PATH + "/" + repository + ".git";
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
