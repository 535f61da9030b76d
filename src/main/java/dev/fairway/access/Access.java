package dev.fairway.access;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who may come in: by token, by session, by a one-time link, by password. */
@Component
@Transactional
public class Access {

    public static final Duration SESSION_IDLE = Duration.ofMinutes(30);
    public static final Duration SESSION_LENGTH = Duration.ofHours(12);
    static final Duration LINK_LENGTH = Duration.ofHours(12);
    private static final Duration TOKEN_USE_NOTED = Duration.ofMinutes(1);
    private static final int LONGEST_CODE = 200;

    private final UserRows users;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;
    private final SignInLimits limits;
    private final boolean local;
    private final Argon2PasswordEncoder passwords = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    /** Checked for users who do not exist, so that they take as long as those who do. */
    private final String nobody = Objects.requireNonNull(passwords.encode(SecretCode.random("")));

    Access(
            UserRows users,
            JdbcClient jdbc,
            AuditTrail audit,
            Clock clock,
            SignInLimits limits,
            @Value("${fairway.local-sign-in:true}") boolean local) {
        this.users = users;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
        this.limits = limits;
        this.local = local;
    }

    /** Whether passwords and one-time links open anything: {@code fairway.local-sign-in}. Tokens always do. */
    public boolean isLocal() {
        return local;
    }

    /** Makes the user if there is none of this name; no password is set. */
    public void ensureUser(String name, Principal.Role role) {
        if (users.findByName(name).isEmpty()) {
            UserEntity user = new UserEntity();
            user.name = name;
            user.role = role;
            user.createdAt = clock.instant();
            users.save(user);
            audit.record(Actor.automation("start"), "user.create", "user:" + name, Map.of("role", role.name()));
        }
    }

    /**
     * Sets a password. Sessions that were opened before it end.
     *
     * @throws dev.fairway.resource.ProblemException if it is shorter than 12 or longer than 128 characters
     */
    public void setPassword(String name, String password, Actor actor) {
        if (password.length() < 12 || password.length() > 128) {
            throw Problem.stalled("PasswordRefused", "A password has 12 to 128 characters.")
                    .asException();
        }
        UserEntity user = user(name);
        if (user.kind != Person.Kind.LOCAL) {
            throw Problem.stalled(
                            "PasswordRefused", "An identity provider signs this user in; they have no password here.")
                    .asException();
        }
        user.passwordHash = passwords.encode(password);
        users.save(user);
        jdbc.sql("delete from sessions where user_id = :user")
                .param("user", user.id)
                .update();
        audit.record(actor, "user.password", "user:" + name, Map.of());
    }

    /** Makes a token for a user. */
    public IssuedToken issueToken(String userName, String tokenName, Duration length, Actor actor) {
        String secret = SecretCode.random("fwt_");
        Instant expires = clock.instant().plus(length);
        long id = jdbc.sql("""
                        insert into api_tokens (user_id, name, hash, created_at, expires_at)
                        values (:user, :name, :hash, :now, :expires) returning id""")
                .param("user", user(userName).id)
                .param("name", tokenName)
                .param("hash", SecretCode.hash(secret))
                .param("now", Timestamp.from(clock.instant()))
                .param("expires", Timestamp.from(expires))
                .query(Long.class)
                .single();
        audit.record(
                actor, "token.create", "token:" + userName + "/" + tokenName, Map.of("expires", expires.toString()));
        return new IssuedToken(id, tokenName, secret, expires);
    }

    /** Takes a secret that was made elsewhere as a token, for ten years; does nothing if it is one already. */
    public void adoptToken(String userName, String tokenName, String secret, Actor actor) {
        Instant now = clock.instant();
        int added = jdbc.sql("""
                        insert into api_tokens (user_id, name, hash, created_at, expires_at)
                        values (:user, :name, :hash, :now, :expires) on conflict (hash) do nothing""")
                .param("user", user(userName).id)
                .param("name", tokenName)
                .param("hash", SecretCode.hash(secret))
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(Duration.ofDays(3650))))
                .update();
        if (added > 0) {
            audit.record(actor, "token.adopt", "token:" + userName + "/" + tokenName, Map.of());
        }
    }

    public boolean hasPassword(String userName) {
        return users.findByName(userName)
                .filter(user -> user.passwordHash != null)
                .isPresent();
    }

    /** Who a token belongs to, unless it is expired, revoked or unknown. */
    public Optional<Principal> byToken(String secret) {
        if (secret.length() > LONGEST_CODE) {
            return Optional.empty();
        }
        Timestamp now = Timestamp.from(clock.instant());
        noteUse(secret);
        return jdbc.sql("""
                        select u.id, u.name, u.role, t.name as token from api_tokens t join users u on u.id = t.user_id
                        where t.hash = :hash and t.revoked_at is null and t.expires_at > :now and not u.disabled""")
                .param("hash", SecretCode.hash(secret))
                .param("now", now)
                .query((row, number) -> new Principal(
                        row.getString("name"),
                        Principal.Role.valueOf(row.getString("role")),
                        groups(row.getLong("id")),
                        Actor.token(row.getString("name") + "/" + row.getString("token"))))
                .optional();
    }

    /** When a token was used last is known to the minute; a busy script does not write with every request. */
    private void noteUse(String secret) {
        Instant now = clock.instant();
        jdbc.sql("""
                        update api_tokens set last_used_at = :now
                        where hash = :hash and revoked_at is null and expires_at > :now
                            and (last_used_at is null or last_used_at < :before)""")
                .param("hash", SecretCode.hash(secret))
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(now.minus(TOKEN_USE_NOTED)))
                .update();
    }

    /** A code that signs its user in once, made by somebody for them. */
    public String issueLink(String userName, Actor actor) {
        if (user(userName).kind != Person.Kind.LOCAL) {
            throw Problem.stalled("LinkRefused", "An identity provider signs this user in; a link would pass it by.")
                    .asException();
        }
        String code = issueLink(userName);
        audit.record(actor, "user.link", "user:" + userName, Map.of());
        return code;
    }

    /** A code that signs its user in once. */
    public String issueLink(String userName) {
        String code = SecretCode.random("");
        jdbc.sql("insert into sign_in_links (hash, user_id, expires_at) values (:hash, :user, :expires)")
                .param("hash", SecretCode.hash(code))
                .param("user", user(userName).id)
                .param("expires", Timestamp.from(clock.instant().plus(LINK_LENGTH)))
                .update();
        return code;
    }

    /** Uses a one-time code up; one atomic statement, so two who try at once do not both come in. */
    public Optional<Principal> redeemLink(String code) {
        if (!local || code.length() > LONGEST_CODE) {
            return Optional.empty();
        }
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                        with used as (
                            update sign_in_links set used_at = :now
                            where hash = :hash and used_at is null and expires_at > :now returning user_id)
                        select u.id, u.name, u.role from used join users u on u.id = used.user_id where not u.disabled""")
                .param("hash", SecretCode.hash(code))
                .param("now", now)
                .query((row, number) -> person(row.getLong("id"), row.getString("name"), row.getString("role")))
                .optional();
    }

    /**
     * Checks a password. A try counts before it is looked at: after {@value SignInLimits#MOST_PER_ACCOUNT} failures in five
     * minutes on one account from one network, or {@value SignInLimits#MOST_PER_NETWORK} from one network, no more are
     * looked at until the time is over. Other networks are not locked out.
     *
     * @param address where it comes from
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Optional<Principal> byPassword(String userName, String password, String address) {
        if (!local) {
            return Optional.empty();
        }
        Network network = Network.of(address);
        // The database takes no text with this character in it, and no name has one.
        String name = userName.replace("\0", "");
        Optional<UserEntity> user = users.findByName(name);
        SignInLimits.Verdict verdict = limits.count(name, network);
        if (verdict != SignInLimits.Verdict.ADMITTED) {
            if (verdict == SignInLimits.Verdict.CROSSED) {
                refused(user, "TooManyTries", network);
            }
            return Optional.empty();
        }
        Optional<UserEntity> able = user.filter(found -> !found.disabled && found.passwordHash != null);
        String hash =
                able.map(found -> Objects.requireNonNull(found.passwordHash)).orElse(nobody);
        String tried = password.length() > 128 ? "" : password;
        if (passwords.matches(tried, hash) && able.isPresent()) {
            limits.forgive(name, network);
            return able.map(found -> person(Objects.requireNonNull(found.id), found.name, found.role.name()));
        }
        refused(user, "WrongPassword", network);
        return Optional.empty();
    }

    /** Only names that exist are kept: people type passwords into the wrong field. */
    private void refused(Optional<UserEntity> user, String reason, Network network) {
        String name = user.map(found -> found.name).orElse("unknown");
        audit.refused(Actor.person(name), "session.open", "user:" + name, reason, Map.of("network", network.name()));
    }

    /** Opens a session and returns its id for the cookie. */
    public String openSession(Principal principal) {
        String id = SecretCode.random("");
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into sessions (hash, user_id, created_at, last_seen_at, expires_at)
                        values (:hash, :user, :now, :now, :expires)""")
                .param("hash", SecretCode.hash(id))
                .param("user", user(principal.user()).id)
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(SESSION_LENGTH)))
                .update();
        jdbc.sql("update users set last_sign_in_at = :now where name = :name")
                .param("now", Timestamp.from(now))
                .param("name", principal.user())
                .update();
        audit.record(principal.actor(), "session.open", "user:" + principal.user(), Map.of());
        return id;
    }

    /** Who a session belongs to, unless it was idle too long, is over or unknown. */
    public Optional<Principal> bySession(String id) {
        if (id.length() > LONGEST_CODE) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return jdbc.sql("""
                        with seen as (
                            update sessions set last_seen_at = :now
                            where hash = :hash and expires_at > :now and last_seen_at > :idle returning user_id)
                        select u.id, u.name, u.role from seen join users u on u.id = seen.user_id where not u.disabled""")
                .param("hash", SecretCode.hash(id))
                .param("now", Timestamp.from(now))
                .param("idle", Timestamp.from(now.minus(SESSION_IDLE)))
                .query((row, number) -> person(row.getLong("id"), row.getString("name"), row.getString("role")))
                .optional();
    }

    /** As {@link #bySession}, for what a page does by itself: looking on does not keep a session alive. */
    @Transactional(readOnly = true)
    public Optional<Principal> watchingSession(String id) {
        if (id.length() > LONGEST_CODE) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return jdbc.sql("""
                        select u.id, u.name, u.role from sessions s join users u on u.id = s.user_id
                        where s.hash = :hash and s.expires_at > :now and s.last_seen_at > :idle and not u.disabled""")
                .param("hash", SecretCode.hash(id))
                .param("now", Timestamp.from(now))
                .param("idle", Timestamp.from(now.minus(SESSION_IDLE)))
                .query((row, number) -> person(row.getLong("id"), row.getString("name"), row.getString("role")))
                .optional();
    }

    public void closeSession(String id) {
        jdbc.sql("delete from sessions where hash = :hash")
                .param("hash", SecretCode.hash(id))
                .update();
    }

    private UserEntity user(String name) {
        return users.findByName(name).orElseThrow(() -> Problem.stalled("NotFound", "There is no user of this name.")
                .asException());
    }

    /** Which groups a user belongs to from now on; those they had before are forgotten. */
    public void setGroups(String userName, Set<String> groups) {
        long id = Objects.requireNonNull(user(userName).id);
        Set<String> before = groups(id);
        if (before.equals(groups)) {
            return;
        }
        jdbc.sql("delete from user_groups where user_id = :user")
                .param("user", id)
                .update();
        groups.forEach(group -> jdbc.sql("insert into user_groups (user_id, name) values (:user, :name)")
                .param("user", id)
                .param("name", group)
                .update());
        audit.record(
                Actor.automation("sign-in"),
                "user.groups",
                "user:" + userName,
                Map.of(
                        "before",
                        before.stream().sorted().toList(),
                        "after",
                        groups.stream().sorted().toList()));
    }

    private Set<String> groups(long user) {
        return Set.copyOf(jdbc.sql("select name from user_groups where user_id = :user")
                .param("user", user)
                .query(String.class)
                .list());
    }

    private Principal person(long id, String name, String role) {
        return new Principal(name, Principal.Role.valueOf(role), groups(id), Actor.person(name));
    }
}
