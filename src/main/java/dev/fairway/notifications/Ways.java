package dev.fairway.notifications;

import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.GuardedHttp;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Which way a kind of messenger goes. */
@Component
class Ways {

    /** For all steps of a mail together; shorter than a claim, so that no other replica begins meanwhile. */
    private static final Duration MAIL_WALL = Duration.ofSeconds(60);

    private final Way slack;
    private final Way teams;
    private final Way hook;
    private final Way mail;

    Ways(GuardedHttp http, AddressRules rules, JsonMapper json) {
        WebWay web = new WebWay(http);
        this.slack = new SlackWay(web, json);
        this.teams = new TeamsWay(web, json);
        this.hook = new HookWay(web, json);
        this.mail = new MailWay(rules, Wall.after(MAIL_WALL));
    }

    Way of(Messenger.Kind kind) {
        return switch (kind) {
            case SLACK, SLACK_WEBHOOK -> slack;
            case TEAMS -> teams;
            case WEBHOOK -> hook;
            case EMAIL -> mail;
        };
    }
}
