package dev.fairway.notifications;

import dev.fairway.applications.Application;
import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.tenancy.Projects;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who wants to hear what: the annotations of an application and of its project, and the installation's own list. */
@Component
@Transactional
public class Subscriptions {

    private static final int MOST_DEFAULTS = 100;

    private final JdbcClient jdbc;
    private final Messengers messengers;
    private final Projects projects;
    private final AuditTrail audit;

    Subscriptions(JdbcClient jdbc, Messengers messengers, Projects projects, AuditTrail audit) {
        this.jdbc = jdbc;
        this.messengers = messengers;
        this.projects = projects;
        this.audit = audit;
    }

    /** Those of the installation, for every application. */
    @Transactional(readOnly = true)
    public List<Subscription> defaults() {
        return jdbc
                .sql(
                        "select trigger, service, recipient from notification_defaults order by trigger, service, recipient")
                .query((row, number) -> {
                    String service = row.getString("service");
                    String recipient = row.getString("recipient");
                    return Trigger.of(row.getString("trigger"))
                            .map(trigger -> new Subscription(trigger, service, recipient));
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * @throws dev.fairway.resource.ProblemException {@code NotFound} if there is no such messenger, {@code MessengerInvalid}
     *     if it does not write to this recipient
     */
    public void addDefault(Subscription wanted, Actor actor) {
        Messenger messenger = messengers.require(wanted.service());
        String recipient =
                MessengerRules.recipient(messenger.kind(), wanted.recipient().strip());
        MessengerRules.refusal(messenger, recipient).ifPresent(reason -> {
            throw MessengerRules.invalid(reason);
        });
        if (defaults().size() >= MOST_DEFAULTS) {
            throw MessengerRules.invalid("There are %d already. Remove one first.".formatted(MOST_DEFAULTS));
        }
        jdbc.sql("""
                        insert into notification_defaults (trigger, service, recipient) values (:trigger, :service, :recipient)
                        on conflict do nothing""")
                .param("trigger", wanted.trigger().word())
                .param("service", wanted.service())
                .param("recipient", recipient)
                .update();
        audit.record(actor, "notification.default.add", target(wanted), Map.of("recipient", recipient));
    }

    public void removeDefault(Subscription unwanted, Actor actor) {
        int removed = jdbc.sql("""
                        delete from notification_defaults
                        where trigger = :trigger and service = :service and recipient = :recipient""")
                .param("trigger", unwanted.trigger().word())
                .param("service", unwanted.service())
                .param("recipient", unwanted.recipient())
                .update();
        if (removed > 0) {
            audit.record(
                    actor, "notification.default.remove", target(unwanted), Map.of("recipient", unwanted.recipient()));
        }
    }

    /** Everybody who is told of this application, each once. A service that is not registered stays, so that its failure is seen. */
    @Transactional(readOnly = true)
    List<Subscription> to(Trigger trigger, Application application) {
        Map<String, Messenger.Kind> kinds =
                messengers.all().stream().collect(Collectors.toMap(Messenger::name, Messenger::kind));
        if (kinds.isEmpty()) {
            // Whoever has not set anything up yet is not shown a failure for every annotation.
            return List.of();
        }
        Stream<Subscription> own = Annotations.of(application.manifest().annotations(), trigger);
        Stream<Subscription> ofProject = projects.find(application.project()).stream()
                .flatMap(project -> Annotations.of(project.manifest().annotations(), trigger));
        Stream<Subscription> ofAll = defaults().stream().filter(each -> each.trigger() == trigger);
        return Stream.of(own, ofProject, ofAll)
                .flatMap(each -> each)
                .map(each -> kinds.containsKey(each.service())
                        ? new Subscription(
                                trigger,
                                each.service(),
                                MessengerRules.recipient(kinds.get(each.service()), each.recipient()))
                        : each)
                .distinct()
                .toList();
    }

    private static String target(Subscription subscription) {
        return "notification:" + subscription.service() + "/"
                + subscription.trigger().word();
    }
}
