package dev.fairway.access;

import dev.fairway.access.policy.Decision;
import dev.fairway.access.policy.Need;
import dev.fairway.access.policy.Policy;
import dev.fairway.access.policy.PolicyLine;
import dev.fairway.access.policy.PolicyText;
import dev.fairway.access.policy.ProjectPolicy;
import dev.fairway.access.policy.Resource;
import dev.fairway.access.policy.Sight;
import dev.fairway.access.policy.Subject;
import dev.fairway.tenancy.Projects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who may do what, from the roles of the users, the grants, the roles that projects have of their own, and the policy. What one replica changes counts there at once
 * and on the others within {@link #FRESH}.
 */
@Component
public class Rights {

    /** How long what was read is used before it is read again. */
    public static final Duration FRESH = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final Projects projects;
    private final ReentrantLock reading = new ReentrantLock();
    private Policy policy = Policy.of(List.of(), "");
    private long freshUntil = System.nanoTime();

    Rights(JdbcClient jdbc, Projects projects) {
        this.projects = projects;
        this.jdbc = jdbc;
    }

    public Decision decide(Principal who, Need need) {
        return policy().decide(who.subject(), need);
    }

    /** @throws dev.fairway.resource.ProblemException {@code NotPermitted} with what is missing and whom to ask */
    public void require(Principal who, Need need) {
        Decision decision = decide(who, need);
        if (!decision.isAllowed()) {
            throw NotPermitted.because(decision);
        }
    }

    /** Whether there may be an object that someone may do this to. */
    public boolean isPossibleSomewhere(Principal who, Resource resource, String action) {
        return policy().isPossibleSomewhere(who.subject(), resource, action);
    }

    /** Which applications someone may read, as of now. */
    public Sight sight(Principal who) {
        return policy().sight(who.subject());
    }

    /** Everything that decides, at this moment. */
    public Policy policy() {
        reading.lock();
        try {
            if (System.nanoTime() - freshUntil >= 0) {
                Policy fresh = read(saved());
                policy = fresh.isSameAs(policy) ? policy : fresh;
                freshUntil = System.nanoTime() + FRESH.toNanos();
            }
            return policy;
        } finally {
            reading.unlock();
        }
    }

    /** A user by name, as the policy knows them; or a group, as {@code group:name}. */
    public Optional<Subject> subject(String name) {
        return Optional.ofNullable(subjects(Integer.MAX_VALUE).get(name));
    }

    /** Users by name and groups as {@code group:name}, at most so many of each. */
    public Map<String, Subject> subjects(int limit) {
        Map<String, Subject> subjects = new TreeMap<>();
        jdbc.sql("select id, name, role from users where not disabled order by name limit :limit")
                .param("limit", limit)
                .query((row, number) -> new Subject(
                        row.getString("name"),
                        Set.copyOf(groupsOf(row.getLong("id"))),
                        Principal.Role.valueOf(row.getString("role")).subject()))
                .list()
                .forEach(subject -> subjects.put(subject.user(), subject));
        jdbc.sql("""
                        select name from user_groups union select subject from access_grants where kind = 'GROUP'
                        order by 1 limit :limit""")
                .param("limit", limit)
                .query(String.class)
                .list()
                .forEach(group -> subjects.put("group:" + group, new Subject("", Set.of(group), "")));
        return subjects;
    }

    private List<String> groupsOf(long user) {
        return jdbc.sql("select name from user_groups where user_id = :user")
                .param("user", user)
                .query(String.class)
                .list();
    }

    /** What would decide if this were the policy's text. */
    Policy imagined(PolicyText text, String defaultRole) {
        return Policy.of(around(text.lines()), defaultRole);
    }

    /** To be read again by the next who asks: after the transaction that changed it. */
    void changed() {
        AfterCommit.run(() -> {
            reading.lock();
            try {
                freshUntil = System.nanoTime();
            } finally {
                reading.unlock();
            }
        });
    }

    SavedPolicy saved() {
        return jdbc.sql("select * from access_policies order by version desc limit 1")
                .query((row, number) -> new SavedPolicy(
                        row.getLong("version"),
                        row.getString("text"),
                        row.getString("default_role"),
                        row.getString("saved_by"),
                        row.getTimestamp("saved_at").toInstant()))
                .optional()
                .orElse(SavedPolicy.NONE);
    }

    List<Grant> grants() {
        return jdbc.sql("select * from access_grants order by kind, subject, project, role")
                .query((row, number) -> new Grant(
                        row.getLong("id"),
                        Grant.Kind.valueOf(row.getString("kind")),
                        row.getString("subject"),
                        row.getString("role"),
                        row.getString("project"),
                        row.getString("granted_by"),
                        row.getTimestamp("granted_at").toInstant()))
                .list();
    }

    private Policy read(SavedPolicy saved) {
        return Policy.of(around(PolicyText.read(saved.text()).lines()), saved.defaultRole());
    }

    private List<PolicyLine> around(List<PolicyLine> written) {
        List<PolicyLine> lines = new ArrayList<>(written);
        projects.roles().stream()
                .map(role -> ProjectPolicy.read(role.project(), role.name(), role.policies(), role.groups()))
                .forEach(read -> lines.addAll(read.lines()));
        grants().forEach(grant -> lines.add(grant.line()));
        jdbc.sql("select name, role from users where not disabled and role <> 'NONE' order by name")
                .query((row, number) -> new PolicyLine.Membership(
                        "user:" + row.getString("name"),
                        Principal.Role.valueOf(row.getString("role")).subject(),
                        Need.ALL,
                        "the role of the user"))
                .list()
                .forEach(lines::add);
        return lines;
    }
}
