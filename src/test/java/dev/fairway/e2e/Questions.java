package dev.fairway.e2e;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.SocketFactory;

/** Counts what every thread of this JVM asks Postgres: what is sent at once, and waited for, is one question. */
public final class Questions extends SocketFactory {

    private static final Map<String, Queue<Long>> ASKED = new ConcurrentHashMap<>();

    /** How often the turns of an application asked between two moments of {@link System#nanoTime}. */
    static long ofTurn(String application, long from, long until) {
        return ASKED.getOrDefault("turn argocd/" + application, new ConcurrentLinkedQueue<>()).stream()
                .filter(at -> at - from >= 0 && until - at >= 0)
                .count();
    }

    private static void asked() {
        String thread = Thread.currentThread().getName();
        if (thread.startsWith("turn ")) {
            ASKED.computeIfAbsent(thread, any -> new ConcurrentLinkedQueue<>()).add(System.nanoTime());
        }
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public OutputStream getOutputStream() throws IOException {
                return new FilterOutputStream(super.getOutputStream()) {
                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        asked();
                        out.write(bytes, from, length);
                    }
                };
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException();
    }
}
