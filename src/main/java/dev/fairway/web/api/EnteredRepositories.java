package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Repositories;
import dev.fairway.source.Repository;
import dev.fairway.source.Repository.Covers;
import dev.fairway.source.RepositoryRegistration;
import dev.fairway.web.settings.SettingsRights;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the API of repositories and the one of credential templates do alike: each is found, entered, changed and removed
 * only by whoever may do that to its address, in the project where it is and in the one where it goes.
 */
@Component
class EnteredRepositories {

    private final Repositories repositories;
    private final SettingsRights rights;

    EnteredRepositories(Repositories repositories, SettingsRights rights) {
        this.repositories = repositories;
        this.rights = rights;
    }

    static ObjectNode list(List<ObjectNode> items) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putObject("metadata");
        ArrayNode all = list.putArray("items");
        items.forEach(all::add);
        return list;
    }

    /** @param address only the one of it; empty for all */
    List<Repository> seenBy(Principal who, Covers covers, String address) {
        return repositories.all(covers).stream()
                .filter(each -> sees(who, each))
                .filter(each -> address.isEmpty() || each.url().sameRepository(new RepositoryUrl(address)))
                .toList();
    }

    Repository require(Principal who, Covers covers, String id) {
        return repositories.all(covers).stream()
                .filter(each -> each.id().toString().equals(id))
                .filter(each -> sees(who, each))
                .findFirst()
                .orElseThrow(() -> missing(covers));
    }

    Repository requireAt(Principal who, Covers covers, String address) {
        return repositories
                .find(covers, new RepositoryUrl(address))
                .filter(each -> sees(who, each))
                .orElseThrow(() -> missing(covers));
    }

    /** What was sent, if it may be entered where it says. */
    RepositoryRegistration permitted(Principal who, Covers covers, JsonNode body) {
        RepositoryUrl url = RepositoryJson.url(body);
        rights.require(
                who, SettingsRights.repository("create", body.path("project").asString(""), url));
        repositories
                .find(covers, url)
                .ifPresent(known -> rights.require(who, SettingsRights.repository("update", known)));
        return RepositoryJson.read(covers, url, body);
    }

    Repository create(Principal who, Covers covers, JsonNode body, Existing existing) {
        RepositoryRegistration registration = permitted(who, covers, body);
        Optional<Repository> known = repositories.find(covers, registration.url());
        if (existing == Existing.REFUSE && known.isPresent()) {
            throw Problem.stalled(
                            "AlreadyExists",
                            "This %s is entered already. Change it, or send upsert=true.".formatted(what(covers)))
                    .asException();
        }
        return repositories.save(registration, who.actor());
    }

    /** What becomes of one that is entered already. */
    enum Existing {
        CHANGE,
        REFUSE;

        static Existing of(boolean upsert) {
            return upsert ? CHANGE : REFUSE;
        }
    }

    /** The secrets that are not sent stay as they are; an empty text removes one. */
    Repository update(Principal who, Covers covers, String id, JsonNode body) {
        Repository known = require(who, covers, id);
        rights.require(who, SettingsRights.repository("update", known));
        rights.require(
                who, SettingsRights.repository("update", body.path("project").asString(""), known.url()));
        RepositoryUrl given = RepositoryJson.url(body);
        if (!given.text().isEmpty() && !known.url().sameRepository(given)) {
            throw Problem.stalled(
                            "InvalidRequest",
                            "The address of a %s cannot change: its secrets are bound to it. Enter a new one."
                                    .formatted(what(covers)))
                    .asException();
        }
        return repositories.save(RepositoryJson.read(covers, known.url(), body), who.actor());
    }

    ObjectNode remove(Principal who, Repository known) {
        rights.require(who, SettingsRights.repository("delete", known));
        repositories.remove(known.covers(), known.url(), who.actor());
        return JsonNodeFactory.instance.objectNode();
    }

    void requireUpdate(Principal who, Repository known) {
        rights.require(who, SettingsRights.repository("update", known));
    }

    private boolean sees(Principal who, Repository each) {
        return rights.isAllowed(who, SettingsRights.repository("get", each));
    }

    private static RuntimeException missing(Covers covers) {
        return Problem.stalled(
                        "NotFound",
                        "There is no such %s. The list names those that were entered.".formatted(what(covers)))
                .asException();
    }

    private static String what(Covers covers) {
        return switch (covers) {
            case REPOSITORY -> "repository";
            case TEMPLATE -> "credential template";
        };
    }
}
