package dev.fairway.source.registry;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.HostAuthorities;
import dev.fairway.source.HostAuthority;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class KeptAuthorities implements HostAuthorities {

    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final int LONGEST = 256 << 10;

    private final JdbcClient database;
    private final KeptCredentials credentials;
    private final AuditTrail audit;
    private final Clock clock;

    KeptAuthorities(JdbcClient database, KeptCredentials credentials, AuditTrail audit, Clock clock) {
        this.database = database;
        this.credentials = credentials;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<HostAuthority> all() {
        return database.sql("select host, pem from source_tls_authority order by host")
                .query((row, number) -> read(row.getString("host"), row.getString("pem")))
                .list();
    }

    @Override
    @Transactional
    public HostAuthority save(String given, String pem, Actor actor) {
        String host = given.strip().toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw refused("Enter the host's name alone, for example git.example.org");
        }
        HostAuthority read = read(host, pem.strip() + "\n");
        database.sql("""
                        insert into source_tls_authority (host, pem, added_at) values (:host, :pem, :at)
                        on conflict (host) do update set pem = excluded.pem, added_at = excluded.added_at""")
                .param("host", host)
                .param("pem", read.pem())
                .param("at", Timestamp.from(clock.instant()))
                .update();
        audit.record(
                actor,
                "certificate.save",
                "certificate:" + host,
                Map.of(
                        "fingerprints",
                        read.certificates().stream()
                                .map(HostAuthority.Certificate::fingerprint)
                                .toList()));
        credentials.forgetAfterCommit();
        return read;
    }

    @Override
    @Transactional
    public boolean remove(String host, Actor actor) {
        boolean there = database.sql("delete from source_tls_authority where host = :host")
                        .param("host", host)
                        .update()
                > 0;
        if (there) {
            audit.record(actor, "certificate.delete", "certificate:" + host, Map.of());
            credentials.forgetAfterCommit();
        }
        return there;
    }

    private static HostAuthority read(String host, String pem) {
        if (pem.length() > LONGEST || !pem.contains("-----BEGIN CERTIFICATE-----") || pem.contains("PRIVATE KEY")) {
            throw refused("Enter the authority's certificates as PEM text, and no key");
        }
        try (var text = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))) {
            List<HostAuthority.Certificate> found = new ArrayList<>();
            for (var each : CertificateFactory.getInstance("X.509").generateCertificates(text)) {
                X509Certificate certificate = (X509Certificate) each;
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
                found.add(new HostAuthority.Certificate(
                        certificate.getSubjectX500Principal().getName(),
                        HexFormat.of().formatHex(digest),
                        certificate.getNotAfter().toInstant()));
            }
            return new HostAuthority(host, pem, found);
        } catch (GeneralSecurityException | java.io.IOException unreadable) {
            throw refused("The text holds a certificate that cannot be read");
        }
    }

    private static ProblemException refused(String why) {
        return Problem.stalled("CertificateInvalid", why + ".").asException();
    }
}
