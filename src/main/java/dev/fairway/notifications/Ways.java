package dev.fairway.notifications;

import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.GuardedHttp;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Which way a kind of messenger goes. */
@Component
class Ways {

    private final Way slack;
    private final Way teams;
    private final Way hook;
    private final Way mail;

    Ways(GuardedHttp http, AddressRules rules, JsonMapper json) {
        WebWay web = new WebWay(http);
        this.slack = new SlackWay(web, json);
        this.teams = new TeamsWay(web, json);
        this.hook = new HookWay(web, json);
        this.mail = new MailWay(rules);
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
