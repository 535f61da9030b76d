package dev.fairway.sandbox.git;

import dev.fairway.sandbox.git.Pushed.RefChange;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.http.server.resolver.AsIsFileService;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/**
 * Serves the bare repositories of one folder for clone and push by Git's smart HTTP protocol. Answers callers on
 * loopback who show the sandbox token as the password (any user name) or as a bearer token; for others there is nothing
 * here.
 */
public final class GitHost {

    /** Where the repositories are served, below the server's root. */
    public static final String PATH = "/sandbox/git";

    private static final Logger log = LoggerFactory.getLogger(GitHost.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}\\.git");
    /** A sample repository has a few kilobytes; this is room for a person's experiments. */
    private static final long MAX_PACK_BYTES = 64L << 20;

    private final Path folder;
    private final String address;
    private final String token;
    private final Consumer<Pushed> listener;

    /**
     * @param folder holds the repositories, {@code <name>.git}
     * @param address under which they are served, for the listener's use
     * @param token what callers must show
     * @param listener hears of every push after its refs have moved, on the thread of the push; what it throws is logged
     *     and does not fail the push
     */
    public GitHost(Path folder, String address, String token, Consumer<Pushed> listener) {
        GitIsolation.install();
        this.folder = folder;
        this.address = address.replaceFirst("/+$", "");
        this.token = token;
        this.listener = listener;
    }

    /** The servlet, for a server that maps it itself. */
    public HttpServlet servlet() {
        GitServlet servlet = new GuardedGitServlet(new GitGate(token));
        servlet.setRepositoryResolver((request, name) -> open(name));
        servlet.setAsIsFileService(AsIsFileService.DISABLED);
        servlet.setUploadPackFactory((request, repository) -> new UploadPack(repository));
        servlet.setReceivePackFactory(this::receivePack);
        return servlet;
    }

    /** The servlet at {@link #PATH}. Spring Security must let that path pass, without asking for its own sign-in or CSRF. */
    public ServletRegistrationBean<HttpServlet> registration() {
        ServletRegistrationBean<HttpServlet> bean = new ServletRegistrationBean<>(servlet(), PATH + "/*");
        bean.setName("sandboxGit");
        return bean;
    }

    /** Opened anew for every request, never from a cache: what the last push wrote is always seen. */
    private Repository open(String name) throws RepositoryNotFoundException {
        Path repository = folder.resolve(name);
        if (!NAME.matcher(name).matches() || !Files.isDirectory(repository)) {
            throw new RepositoryNotFoundException(name);
        }
        try {
            return new FileRepositoryBuilder()
                    .setBare()
                    .setGitDir(repository.toFile())
                    .setMustExist(true)
                    .build();
        } catch (IOException e) {
            throw new RepositoryNotFoundException(name, e);
        }
    }

    private ReceivePack receivePack(HttpServletRequest request, Repository repository) {
        ReceivePack receive = new ReceivePack(repository);
        receive.setAtomic(true);
        receive.setMaxPackSizeLimit(MAX_PACK_BYTES);
        receive.setPostReceiveHook((pack, commands) -> announce(repository, commands));
        return receive;
    }

    private void announce(Repository repository, Collection<ReceiveCommand> commands) {
        List<RefChange> changes = commands.stream()
                .filter(command -> command.getResult() == ReceiveCommand.Result.OK)
                .map(command -> new RefChange(
                        command.getRefName(),
                        command.getOldId().name(),
                        command.getNewId().name()))
                .toList();
        if (changes.isEmpty()) {
            return;
        }
        String name = repository.getDirectory().getName();
        try {
            listener.accept(new Pushed(address + "/" + name, changes));
        } catch (RuntimeException e) {
            log.warn("The push to {} is stored, but nobody could be told of it: {}", name, e.toString());
        }
    }
}
