package dev.fairway.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line between a browser and a server that can be cut: a server that is down, as a browser sees it. */
public final class Line implements AutoCloseable {

    private final ServerSocket door;
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /** @param site the address of the server */
    public Line(String site) throws IOException {
        this.server = URI.create(site).getPort();
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::answer);
    }

    public String address() {
        return "http://localhost:" + door.getLocalPort();
    }

    public void cut() {
        cut = true;
        open.forEach(Line::end);
    }

    public void mend() {
        cut = false;
    }

    private void answer() {
        while (!door.isClosed()) {
            try {
                Socket browser = door.accept();
                if (cut) {
                    end(browser);
                    continue;
                }
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
                open.add(browser);
                open.add(there);
                Thread.ofVirtual().start(() -> carry(browser, there));
                Thread.ofVirtual().start(() -> carry(there, browser));
            } catch (IOException closed) {
                // The door was closed, or one of the two has gone.
            }
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException hungUp) {
            // So does the other end now.
        }
        end(from);
        end(to);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
