package dev.fairway.source.git;

import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credential;
import dev.fairway.source.outbound.GuardedHttp;
import dev.fairway.source.outbound.Origin;
import dev.fairway.source.outbound.OutboundCall.Redirects;
import dev.fairway.source.outbound.OutboundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.TransportProtocol;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** Opens connections to one repository's host, with its credential bound to its origin. */
final class Remote {

    private final GitAddress address;
    private final Supplier<Access> accesses;
    private final GuardedHttp http;
    private final SshSessions ssh;
    private final GitRules rules;
    private final GitLimits limits;
    private final GuardedConnection.StatusSeen status = new GuardedConnection.StatusSeen();

    /** @param accesses asked for each conversation: what opens a repository may end after an hour */
    Remote(
            GitAddress address,
            Supplier<Access> accesses,
            GuardedHttp http,
            SshSessions ssh,
            GitRules rules,
            GitLimits limits) {
        this.address = address;
        this.accesses = accesses;
        this.http = http;
        this.ssh = ssh;
        this.rules = rules;
        this.limits = limits;
    }

    GitAddress address() {
        return address;
    }

    Conversation open(Repository mirror, Patience patience) throws IOException {
        List<GuardedConnection> requests = new ArrayList<>();
        Access access = accesses.get();
        Transport transport = protocol().open(address.uri(), mirror, null);
        transport.setTimeout((int) Math.min(patience.wall().toSeconds(), 60));
        transport.setObjectChecker(new Checker(patience));
        if (transport instanceof TransportHttp overHttp) {
            overHttp.setHttpConnectionFactory(new BoundToOrigin(access, patience.wall(), requests));
        }
        if (transport instanceof SshTransport overSsh) {
            checkHost();
            overSsh.setSshSessionFactory(ssh.sessions(access, limits.packBytes()));
            if (access.credential() instanceof Credential.Password password) {
                // SSH knows no redirects, so this goes to the host whose key was checked and nowhere else.
                overSsh.setCredentialsProvider(new SshPassword(password));
            }
        }
        return new Conversation(transport, requests);
    }

    private void checkHost() throws IOException {
        for (InetAddress each : InetAddress.getAllByName(address.uri().getHost())) {
            Optional<String> refusal = rules.addresses().refusal(each);
            if (refusal.isPresent()) {
                throw OutboundException.refusedAddress(address.uri().getHost(), refusal.get());
            }
        }
    }

    /** What to tell people about a failure. */
    RuntimeException explain(Throwable thrown) {
        return GitProblems.of(address.display(), status.last, thrown);
    }

    /** JGit's own choice among the protocols would also try bundles, buckets and the local disk. */
    private TransportProtocol protocol() throws TransportException {
        status.last = 0;
        return Transport.getTransportProtocols().stream()
                .filter(each -> each.getSchemes().contains(address.scheme()) && each.canHandle(address.uri()))
                .findFirst()
                .orElseThrow(() -> new TransportException("No transport for " + address.scheme()));
    }

    /** Connections to this repository's origin only: whatever JGit makes of a redirect, nothing is sent elsewhere. */
    private final class BoundToOrigin implements HttpConnectionFactory {

        private final Access access;
        private final Duration wall;
        private final List<GuardedConnection> requests;
        private final Origin origin = Origin.of(URI.create(address.uri().toString()));

        BoundToOrigin(Access access, Duration wall, List<GuardedConnection> requests) {
            this.access = access;
            this.wall = wall;
            this.requests = requests;
        }

        @Override
        public HttpConnection create(URL url) throws IOException {
            Origin asked = Origin.of(URI.create(url.toString()));
            if (!asked.equals(origin)) {
                throw OutboundException.otherOrigin(origin, asked);
            }
            GuardedConnection request = new GuardedConnection(
                    http,
                    url,
                    call -> call.authorization(access.credential().authorization())
                            .tls(access.tls())
                            .by(access.proxy())
                            .redirects(Redirects.HANDED_OVER)
                            .limits(limits.packBytes(), wall),
                    status);
            requests.add(request);
            return request;
        }

        @Override
        public HttpConnection create(URL url, Proxy proxy) throws IOException {
            return create(url);
        }
    }
}
