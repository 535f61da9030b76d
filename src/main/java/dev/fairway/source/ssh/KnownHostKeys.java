package dev.fairway.source.ssh;

import dev.fairway.source.KnownHosts;
import dev.fairway.source.git.UnknownHostKeyException;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;

/** Accepts a host's key only if it is entered for this host and port. */
record KnownHostKeys(KnownHosts hosts) implements ServerKeyDatabase {

    private static final int USUAL_PORT = 22;

    @Override
    public List<PublicKey> lookup(String connectAddress, InetSocketAddress remoteAddress, Configuration config) {
        String name = name(connectAddress);
        return hosts.all().stream()
                .filter(known -> known.host().equals(name))
                .map(KnownHostLines::publicKey)
                .toList();
    }

    @Override
    public boolean accept(
            String connectAddress,
            InetSocketAddress remoteAddress,
            PublicKey serverKey,
            Configuration config,
            CredentialsProvider provider) {
        boolean known = lookup(connectAddress, remoteAddress, config).stream()
                .anyMatch(key -> KeyUtils.compareKeys(key, serverKey));
        if (!known) {
            throw new UnknownHostKeyException(name(connectAddress), KeyUtils.getFingerPrint(serverKey));
        }
        return true;
    }

    /** JGit gives {@code host:port}; known hosts name a port only if it is not 22. */
    static String name(String connectAddress) {
        int colon = connectAddress.lastIndexOf(':');
        String host = colon < 0 ? connectAddress : connectAddress.substring(0, colon);
        String port = colon < 0 ? "" : connectAddress.substring(colon + 1);
        String bare = host.replaceAll("^\\[|]$", "").toLowerCase(Locale.ROOT);
        return port.isEmpty() || port.equals(String.valueOf(USUAL_PORT)) ? bare : "[" + bare + "]:" + port;
    }
}
