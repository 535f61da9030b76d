package dev.fairway.notifications;

import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.OutboundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/** Sockets that connect only where a request may go: what is checked is the very address that is connected to. */
final class CheckedSockets extends SocketFactory {

    private final AddressRules rules;
    private final String host;
    private final Set<Socket> made = ConcurrentHashMap.newKeySet();

    CheckedSockets(AddressRules rules, String host) {
        this.rules = rules;
        this.host = host;
    }

    @Override
    public Socket createSocket() {
        Socket socket = new Checked();
        made.add(socket);
        return socket;
    }

    /** Ends whatever goes on over them. */
    void close() {
        for (Socket socket : made) {
            try {
                socket.close();
            } catch (IOException alreadyClosed) {
                // It is closed.
            }
        }
    }

    @Override
    public Socket createSocket(String name, int port) throws IOException {
        return connected(new InetSocketAddress(name, port));
    }

    @Override
    public Socket createSocket(String name, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(name, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return connected(new InetSocketAddress(address, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(address, port));
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address);
        return socket;
    }

    private final class Checked extends Socket {

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress address) || address.getAddress() == null) {
                throw new UnknownHostException(host);
            }
            Optional<String> refusal = rules.refusal(address.getAddress());
            if (refusal.isPresent()) {
                throw OutboundException.refusedAddress(host, refusal.get());
            }
            super.connect(endpoint, timeout);
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }
    }
}
