package dev.fairway.access;

import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Policy;
import dev.fairway.access.policy.PolicyText;
import dev.fairway.access.policy.PolicyText.Mistake;
import dev.fairway.access.policy.Resource;
import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Hashes;
import dev.fairway.resource.Problem;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The policy's text: read, tried, replaced as a whole. */
@Component
@Transactional
public class Policies {

    /** What one needs to read or change who may do what. */
    public static final Need READ = Need.onInstallation(Resource.ACCOUNTS, "get");

    public static final Need CHANGE = Need.onInstallation(Resource.ACCOUNTS, "update");

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Rights rights;
    private final Clock clock;

    Policies(JdbcClient jdbc, AuditTrail audit, Rights rights, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.rights = rights;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public SavedPolicy current() {
        return rights.saved();
    }

    /** What would decide with this text in place of the one there is. */
    @Transactional(readOnly = true)
    public Policy imagined(PolicyText text, String defaultRole) {
        return rights.imagined(text, defaultRole);
    }

    /**
     * Replaces the text.
     *
     * @throws dev.fairway.resource.ProblemException {@code PolicyInvalid} if a line is not understood, and nothing is
     *     changed; {@code PolicyLocksOut} if whoever saves it could not change it any more
     */
    public void replace(String text, String defaultRole, Principal who) {
        PolicyText read = PolicyText.read(text);
        if (!read.mistakes().isEmpty()) {
            throw Problem.stalled("PolicyInvalid", "Nothing was changed. " + told(read.mistakes()))
                    .asException();
        }
        if (!defaultRole.isEmpty() && !defaultRole.startsWith("role:")) {
            throw Problem.stalled("PolicyInvalid", "The default role is empty, or written role:name.")
                    .asException();
        }
        if (!rights.imagined(read, defaultRole).decide(who.subject(), CHANGE).isAllowed()) {
            throw Problem.stalled(
                            "PolicyLocksOut",
                            "With this policy you could not change it any more. Leave yourself %s.".formatted(CHANGE))
                    .asException();
        }
        SavedPolicy before = rights.saved();
        jdbc.sql("""
                        insert into access_policies (text, default_role, saved_by, saved_at)
                        values (:text, :role, :by, :now)""")
                .param("text", text)
                .param("role", defaultRole)
                .param("by", who.user())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        audit.record(
                who.actor(),
                "policy.replace",
                "policy",
                Map.of(
                        "lines",
                        read.lines().size(),
                        "defaultRole",
                        defaultRole,
                        "before",
                        Hashes.sha256(before.text().getBytes(StandardCharsets.UTF_8)),
                        "after",
                        Hashes.sha256(text.getBytes(StandardCharsets.UTF_8))));
        rights.changed();
    }

    private static String told(List<Mistake> mistakes) {
        return mistakes.stream()
                .limit(10)
                .map(mistake -> "Line %d: %s".formatted(mistake.number(), mistake.text()))
                .collect(Collectors.joining(" "));
    }
}
