package dev.fairway.source.ssh;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.KnownHost;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** Reads the lines of OpenSSH's {@code known_hosts} (its manual page sshd(8) defines them). */
final class KnownHostLines {

    private static final Pattern HOST = Pattern.compile("[a-zA-Z0-9.:_-]{1,253}|\\[[a-zA-Z0-9.:_-]{1,253}]:[0-9]{1,5}");
    private static final int LONGEST = 64 << 10;

    private KnownHostLines() {}

    static List<KnownHost> parse(String lines) {
        if (lines.length() > LONGEST) {
            throw refused("more than 64 KiB at once");
        }
        List<KnownHost> found = new ArrayList<>();
        for (String line : lines.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                found.addAll(parseLine(line));
            }
        }
        return found;
    }

    private static List<KnownHost> parseLine(String line) {
        if (line.startsWith("|") || line.startsWith("@")) {
            throw refused("a hashed host or a marker; enter the host's name in clear, as ssh-keyscan prints it");
        }
        String[] fields = line.split("\\s+");
        if (fields.length < 3) {
            throw refused("a line that is not: host, key type, key");
        }
        List<KnownHost> found = new ArrayList<>();
        for (String host : fields[0].split(",")) {
            if (!HOST.matcher(host).matches()) {
                throw refused("a host name with wildcards or signs that no host name has");
            }
            KnownHost known = new KnownHost(host.toLowerCase(Locale.ROOT), fields[1], fields[2]);
            publicKey(known);
            found.add(known);
        }
        return found;
    }

    static PublicKey publicKey(KnownHost host) {
        try {
            PublicKeyEntry entry = AuthorizedKeyEntry.parsePublicKeyEntry(host.keyType() + " " + host.key());
            return entry.resolvePublicKey(null, null, PublicKeyEntryResolver.FAILING);
        } catch (java.io.IOException | GeneralSecurityException | RuntimeException e) {
            throw refused("a key that cannot be read");
        }
    }

    private static ProblemException refused(String what) {
        return Problem.stalled("KnownHostInvalid", "The known hosts hold " + what)
                .asException();
    }
}
