package dev.fairway.source.ssh;

import dev.fairway.source.git.TestRepository;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.transport.UploadPack;

/** A real SSH server on loopback that answers {@code git-upload-pack}. */
final class SshHost implements AutoCloseable {

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Map<String, TestRepository> repositories = new ConcurrentHashMap<>();
    private final Path folder;
    private final KeyPair hostKey = KeyUtils.generateKeyPair("ssh-ed25519", 256);
    private volatile PublicKey userKey;
    private volatile String password = "";

    SshHost(Path folder) throws Exception {
        this.folder = folder;
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(session -> java.util.List.of(hostKey));
        server.setPublickeyAuthenticator((user, key, session) -> userKey != null && KeyUtils.compareKeys(userKey, key));
        server.setPasswordAuthenticator((user, given, session) -> !password.isEmpty() && password.equals(given));
        server.setCommandFactory((session, line) -> new Upload(line));
        server.start();
    }

    TestRepository repository(String name) {
        return repositories.computeIfAbsent(name, key -> new TestRepository(folder.resolve(key)));
    }

    String url(String name) {
        return "ssh://git@127.0.0.1:" + server.getPort() + "/" + name;
    }

    /** As {@code ssh-keyscan} prints it. */
    String knownHostLine() {
        return "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(hostKey.getPublic());
    }

    void allow(PublicKey key) {
        userKey = key;
    }

    void allow(String word) {
        password = word;
    }

    private final class Upload implements Command {

        private final String line;
        private InputStream in;
        private OutputStream out;
        private OutputStream err;
        private ExitCallback callback;

        Upload(String line) {
            this.line = line;
        }

        @Override
        public void setExitCallback(ExitCallback exit) {
            callback = exit;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            err = stream;
        }

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            Thread.ofPlatform().daemon().start(() -> {
                int exit = 1;
                try {
                    String name = line.replaceAll("^git-upload-pack '/?|'$", "");
                    TestRepository found = repositories.get(name);
                    if (found == null) {
                        err.write("fatal: repository not found\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                        err.flush();
                    } else {
                        new UploadPack(found.repository()).upload(in, out, err);
                        exit = 0;
                    }
                } catch (Exception hungUp) {
                    exit = 2;
                }
                callback.onExit(exit);
            });
        }

        @Override
        public void destroy(ChannelSession channel) {}
    }

    @Override
    public void close() throws Exception {
        server.stop(true);
        repositories.values().forEach(TestRepository::close);
    }
}
