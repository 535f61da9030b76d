package dev.fairway.source.ssh;

import dev.fairway.resource.Problem;
import dev.fairway.source.KnownHosts;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credential;
import dev.fairway.source.git.SshSessions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/** One session factory per credential. */
public final class KeyedSessions implements SshSessions, AutoCloseable {

    private final Path emptyFolder;
    private final KnownHosts hosts;
    private final Map<String, SshdSessionFactory> factories = new ConcurrentHashMap<>();

    /** @param emptyFolder stands for the user's home, in which JGit would look for keys and settings */
    public KeyedSessions(Path emptyFolder, KnownHosts hosts) {
        this.emptyFolder = emptyFolder;
        this.hosts = hosts;
    }

    @Override
    public SshSessionFactory sessions(Access access, long maxBytes) {
        SshdSessionFactory factory =
                factories.computeIfAbsent(access.identity(), identity -> factory(access.credential()));
        return new BoundedSessions(factory, maxBytes);
    }

    private SshdSessionFactory factory(Credential credential) {
        List<KeyPair> keys = credential instanceof Credential.SshKey key ? parse(key) : List.of();
        return new SshdSessionFactoryBuilder()
                .setHomeDirectory(emptyFolder.toFile())
                .setSshDirectory(emptyFolder.toFile())
                .setConfigStoreFactory((home, file, user) -> null)
                .setDefaultIdentities(folder -> List.of())
                .setDefaultKeysProvider(folder -> keys)
                .setServerKeyDatabase((home, folder) -> new KnownHostKeys(hosts))
                .setPreferredAuthentications(credential instanceof Credential.Password ? "password" : "publickey")
                .setConnectorFactory(null)
                .build(null);
    }

    private static List<KeyPair> parse(Credential.SshKey key) {
        List<KeyPair> pairs = new ArrayList<>();
        // Editors and forms take the last line's end away, without which the key is no PEM.
        String text = key.privateKey().strip().replace("\r\n", "\n") + "\n";
        try (var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName("the repository's key"), in, null)
                    .forEach(pairs::add);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            pairs.clear();
        }
        if (pairs.isEmpty()) {
            throw Problem.stalled(
                            "RepositoryUnauthorized",
                            "The repository's SSH key cannot be read; enter a PEM or OpenSSH key without a passphrase")
                    .asException();
        }
        return pairs;
    }

    @Override
    public void close() {
        factories.values().forEach(SshdSessionFactory::close);
        factories.clear();
    }
}
