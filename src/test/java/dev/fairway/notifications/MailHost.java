package dev.fairway.notifications;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A mail server that answers some commands as no mail server should. */
final class MailHost implements AutoCloseable {

    /** Says nothing more. */
    static final String SILENCE = "silence";

    /** Closes the connection. */
    static final String HANGS_UP = "hangs up";

    /** A line that never ends. */
    static final String DRIPS = "drips";

    private static final int MANY = 2_000;

    private static final Map<String, String> USUAL = Map.of(
            "EHLO", "250-here\r\n250 AUTH PLAIN",
            "AUTH", "235 welcome",
            "DATA", "354 go on",
            "QUIT", "221 bye");

    private final ServerSocket socket;
    private final Map<String, String> odd;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final CountDownLatch dripped = new CountDownLatch(MANY);

    /** @param odd answers by command; the usual ones to all others */
    MailHost(Map<String, String> odd) {
        this.odd = odd;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    String port() {
        return String.valueOf(socket.getLocalPort());
    }

    /** The mails that were taken. */
    List<String> taken() {
        return taken;
    }

    /** Waits until it has sent many bytes of a line that never ends. */
    void awaitDripped() {
        try {
            dripped.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                Thread.ofVirtual().start(() -> talk(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket caller) {
        try (caller;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = caller.getOutputStream();
            say(out, "220 here");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.split(" ")[0].toUpperCase(Locale.ROOT);
                String answer = odd.getOrDefault(command, USUAL.getOrDefault(command, "250 well"));
                switch (answer) {
                    case HANGS_UP -> {
                        return;
                    }
                    case SILENCE -> {}
                    case DRIPS -> drip(out);
                    default -> say(out, answer);
                }
                if (answer.startsWith("354")) {
                    mail(in);
                    say(out, "250 taken");
                }
            }
        } catch (IOException gone) {
            // The other side hung up.
        }
    }

    private void mail(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        taken.add(mail.toString());
    }

    private void drip(OutputStream out) throws IOException {
        while (true) {
            out.write('2');
            out.flush();
            dripped.countDown();
            Thread.onSpinWait();
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
