package dev.fairway.benchmark;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.AbstractAdvertiseRefsHook;
import org.eclipse.jgit.transport.LsRefsV2Request;
import org.eclipse.jgit.transport.PreUploadHook;
import org.eclipse.jgit.transport.ProtocolV2Hook;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Serves the bare repositories of a folder below {@code /git} to anyone on this machine. Counts what they are asked, whatever
 * number of HTTP requests a question takes, and tells it at {@code /counts}: how often for refs, how often for objects.
 */
final class CountingGitHost implements AutoCloseable {

    private final Path folder;
    private final Tomcat tomcat = new Tomcat();
    private final LongAdder refs = new LongAdder();
    private final LongAdder objects = new LongAdder();
    private final LongSupplier clusterWrites;

    /** @param clusterWrites a third number for the counts: how often the cluster's API was asked to write something */
    CountingGitHost(Path folder, LongSupplier clusterWrites) throws IOException, LifecycleException {
        this.clusterWrites = clusterWrites;
        this.folder = Files.createDirectories(folder);
        tomcat.setBaseDir(folder.resolveSibling("tomcat").toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "git", git());
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

    private HttpServlet git() {
        GitServlet servlet = new GitServlet();
        servlet.setRepositoryResolver((request, name) -> open(name));
        servlet.setUploadPackFactory((request, repository) -> upload(request, repository));
        servlet.setReceivePackFactory((request, repository) -> new ReceivePack(repository));
        return servlet;
    }

    private Repository open(String name) throws RepositoryNotFoundException {
        try {
            return new FileRepositoryBuilder()
                    .setBare()
                    .setGitDir(folder.resolve(name).toFile())
                    .setMustExist(true)
                    .build();
        } catch (IOException e) {
            throw new RepositoryNotFoundException(name, e);
        }
    }

    private UploadPack upload(HttpServletRequest request, Repository repository) {
        UploadPack upload = new UploadPack(repository);
        // The older protocol answers the first request with the refs, the newer one with what it can, and is asked
        // later.
        if (request.getMethod().equals("GET")) {
            upload.setAdvertiseRefsHook(new AbstractAdvertiseRefsHook() {
                @Override
                protected Map<String, Ref> getAdvertisedRefs(Repository of, RevWalk walk)
                        throws ServiceMayNotContinueException {
                    refs.increment();
                    try {
                        return of.getRefDatabase().getRefs().stream()
                                .collect(Collectors.toMap(Ref::getName, Function.identity()));
                    } catch (IOException e) {
                        throw new ServiceMayNotContinueException(e);
                    }
                }

                @Override
                protected Set<ObjectId> getAdvertisedHaves(Repository of, RevWalk walk) {
                    return Set.of();
                }
            });
        }
        upload.setProtocolV2Hook(new ProtocolV2Hook() {
            @Override
            public void onLsRefs(LsRefsV2Request ask) {
                refs.increment();
            }
        });
        upload.setPreUploadHook(new PreUploadHook() {
            @Override
            public void onBeginNegotiateRound(UploadPack pack, Collection<? extends ObjectId> wants, int offered) {}

            @Override
            public void onEndNegotiateRound(
                    UploadPack pack, Collection<? extends ObjectId> wants, int common, int unknown, boolean ready) {}

            @Override
            public void onSendPack(
                    UploadPack pack, Collection<? extends ObjectId> wants, Collection<? extends ObjectId> haves) {
                objects.increment();
            }
        });
        return upload;
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
