package dev.fairway.notifications;

import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.OutboundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
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

    /** Of all answers of one conversation. */
    private static final int MOST_BYTES = 1 << 20;

    private final AddressRules rules;
    private final String host;
    private final Set<Socket> made = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    CheckedSockets(AddressRules rules, String host) {
        this.rules = rules;
        this.host = host;
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = new Checked();
        made.add(socket);
        if (closed) {
            socket.close();
            throw new InterruptedIOException(host);
        }
        return socket;
    }

    /** Ends whatever goes on over them, and makes no more. */
    void close() {
        closed = true;
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

        /** A line without end would fill the memory before any time is over. */
        @Override
        public InputStream getInputStream() throws IOException {
            return new Bounded(super.getInputStream());
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }
    }

    private static final class Bounded extends FilterInputStream {

        private long left = MOST_BYTES;

        Bounded(InputStream answers) {
            super(answers);
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            return counted(read, read);
        }

        private int counted(int read, int bytes) throws IOException {
            left -= Math.max(bytes, 0);
            if (left < 0) {
                throw new IOException("More than %d bytes".formatted(MOST_BYTES));
            }
            return read;
        }
    }
}
