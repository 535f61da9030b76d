package dev.fairway.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A listener on loopback that lets somebody begin to speak, says what it is to say, and ends the connection. */
public final class CutServer implements AutoCloseable {

    private final ServerSocket listener;

    /** @param reset the connection ends as by a cut line, else as by a server that has gone */
    public CutServer(String answer, boolean reset) {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(() -> {
            while (!listener.isClosed()) {
                try (Socket client = listener.accept()) {
                    client.getInputStream().read(new byte[16 * 1024]);
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    if (reset) {
                        client.setSoLinger(true, 0);
                    }
                } catch (IOException clientHasGone) {
                    // The next one, then.
                }
            }
        });
    }

    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
