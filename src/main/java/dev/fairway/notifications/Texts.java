package dev.fairway.notifications;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What messages say: the built-in texts, and what an administrator put in their place. */
@Component
@Transactional
public class Texts {

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    Texts(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** Those that somebody changed. */
    @Transactional(readOnly = true)
    public Map<Trigger, Text> changed() {
        Map<Trigger, Text> texts = new EnumMap<>(Trigger.class);
        jdbc.sql("select trigger, title, body from notification_texts").query(row -> {
            Text text = new Text(row.getString("title"), row.getString("body"));
            Trigger.of(row.getString("trigger")).ifPresent(trigger -> texts.put(trigger, text));
        });
        return texts;
    }

    /** What is said now. */
    @Transactional(readOnly = true)
    public Text of(Trigger trigger) {
        return Optional.ofNullable(changed().get(trigger)).orElse(trigger.builtIn());
    }

    /** @throws dev.fairway.resource.ProblemException {@code TemplateInvalid} */
    public void change(Trigger trigger, Text text, Actor actor) {
        text.check();
        jdbc.sql("""
                        insert into notification_texts (trigger, title, body) values (:trigger, :title, :body)
                        on conflict (trigger) do update set title = excluded.title, body = excluded.body""")
                .param("trigger", trigger.word())
                .param("title", text.title())
                .param("body", text.body())
                .update();
        audit.record(actor, "notification.text.change", target(trigger), Map.of());
    }

    /** Back to the built-in text. */
    public void reset(Trigger trigger, Actor actor) {
        jdbc.sql("delete from notification_texts where trigger = :trigger")
                .param("trigger", trigger.word())
                .update();
        audit.record(actor, "notification.text.reset", target(trigger), Map.of());
    }

    /** The names of all placeholders, without braces. */
    public static List<String> placeholders() {
        return Facts.NAMES;
    }

    private static String target(Trigger trigger) {
        return "notification:" + trigger.word();
    }
}
