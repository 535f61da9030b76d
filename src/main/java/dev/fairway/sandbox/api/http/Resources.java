package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.RequestGate.Verb;
import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.apply.Ownership.Conflicts;
import dev.fairway.sandbox.api.apply.Patches;
import dev.fairway.sandbox.api.apply.StrategicMerge;
import dev.fairway.sandbox.api.lifecycle.DeleteOptions;
import dev.fairway.sandbox.api.lifecycle.Gatekeeper;
import dev.fairway.sandbox.api.lifecycle.Objects;
import dev.fairway.sandbox.api.lifecycle.Target;
import dev.fairway.sandbox.api.lifecycle.WriteOptions;
import dev.fairway.sandbox.api.schema.Catalog;
import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.Entry;
import dev.fairway.sandbox.api.storage.ObjectJson;
import dev.fairway.sandbox.api.storage.Shelf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests for objects. */
final class Resources {

    private static final Set<String> PATCHES = Set.of(
            "application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json");

    /** Their deletion is answered with the object, that of all others with a Status. */
    private static final Set<String> RETURNED_WHEN_DELETED = Set.of(
            "pods",
            "services",
            "serviceaccounts",
            "persistentvolumeclaims",
            "persistentvolumes",
            "podtemplates",
            "resourcequotas");

    private final Objects objects;
    private final Catalog catalog;
    private final Gatekeeper gate;
    private final Watches watches;
    private final Lists lists;
    private final Subresources subresources;

    Resources(Objects objects, Catalog catalog, Gatekeeper gate, Watches watches, Subresources subresources) {
        this.objects = objects;
        this.catalog = catalog;
        this.gate = gate;
        this.watches = watches;
        this.lists = new Lists(objects.storage());
        this.subresources = subresources;
    }

    void serve(Route.Resource route, Exchange exchange, String user) throws IOException {
        ResourceType type =
                catalog.at(route.group(), route.version(), route.plural()).orElseThrow(StatusException::pageNotFound);
        if (!type.namespaced() && !route.namespace().isEmpty()) {
            throw StatusException.pageNotFound();
        }
        Target target = new Target(type, route.subresource(), route.namespace(), route.name());
        if (type.createOnly()) {
            Reviews.answer(exchange, target, user);
        } else if (route.name().isEmpty()) {
            collection(target, exchange, user);
        } else if (route.subresource().isEmpty() || route.subresource().equals("status")) {
            if (!route.subresource().isEmpty() && !type.hasSubresource("status")) {
                throw StatusException.pageNotFound();
            }
            object(target, exchange, user);
        } else {
            subresources.serve(target, exchange, user, this::patched);
        }
    }

    private void collection(Target target, Exchange exchange, String user) throws IOException {
        switch (exchange.method()) {
            case "GET" -> list(target, exchange, user);
            case "POST" -> create(target, exchange, user);
            case "DELETE" -> deleteCollection(target, exchange, user);
            default -> throw StatusException.methodNotAllowed();
        }
    }

    private void object(Target target, Exchange exchange, String user) throws IOException {
        Representation representation = Representation.wanted(exchange, target.type(), objects.now());
        switch (exchange.method()) {
            case "GET" -> {
                if (exchange.flag("watch")) {
                    list(target, exchange, user);
                    return;
                }
                gate.pass(Requests.reading(Verb.GET, target, user));
                exchange.json(200, representation.one(objects.get(target)));
            }
            case "PUT" -> {
                ObjectNode body = Requests.bodyFor(exchange, target);
                WriteOptions options = Requests.options(exchange, user);
                exchange.json(200, representation.one(objects.update(target, current -> body.deepCopy(), options)));
            }
            case "PATCH" -> {
                Objects.Applied result = patch(target, exchange, user);
                exchange.json(result.created() ? 201 : 200, representation.one(result.entry()));
            }
            case "DELETE" -> delete(target, exchange, user, representation);
            default -> throw StatusException.methodNotAllowed();
        }
    }

    private void list(Target target, Exchange exchange, String user) throws IOException {
        ResourceType type = target.type();
        boolean watch = exchange.flag("watch");
        gate.pass(Requests.reading(watch ? Verb.WATCH : Verb.LIST, target, user));
        String labels = exchange.parameter("labelSelector");
        String fields = exchange.parameter("fieldSelector");
        if (!target.name().isEmpty()) {
            fields = "metadata.name=" + target.name();
        }
        Predicate<Entry> selected = FieldSelector.parse(type, fields);
        if (!labels.isEmpty()) {
            var byLabel = LabelSelector.parse(labels);
            selected = selected.and(entry -> byLabel.test(entry.labels()));
        }
        Shelf shelf = objects.shelf(type);
        Representation representation = Representation.wanted(exchange, type, objects.now());
        if (watch) {
            boolean initial = exchange.flag("sendInitialEvents");
            long version = exchange.number("resourceVersion", 0);
            watches.serve(
                    exchange,
                    new Watches.Wish(
                            shelf,
                            target.namespace(),
                            selected,
                            version == 0 ? OptionalLong.empty() : OptionalLong.of(version),
                            initial,
                            exchange.flag("allowWatchBookmarks"),
                            exchange.number("timeoutSeconds", 0)),
                    representation);
            return;
        }
        if (exchange.parameter("resourceVersionMatch").equals("Exact")
                && exchange.number("resourceVersion", 0) < objects.storage().version()) {
            throw StatusException.gone("The provided resource version is too old: the sandbox keeps only the newest");
        }
        Lists.Page page = lists.page(
                shelf,
                target.namespace(),
                selected,
                !labels.isEmpty() || !fields.isEmpty(),
                exchange.number("limit", 0),
                exchange.parameter("continue"));
        exchange.json(200, representation.list(page.entries(), page.meta()));
    }

    private void create(Target target, Exchange exchange, String user) throws IOException {
        if (target.type().namespaced() && target.namespace().isEmpty()) {
            throw StatusException.methodNotAllowed();
        }
        ObjectNode body = Requests.bodyFor(exchange, target);
        Entry created = objects.create(target, body, Requests.options(exchange, user));
        exchange.json(
                201,
                Representation.wanted(exchange, target.type(), objects.now()).one(created));
    }

    /** A patch of an object or of a subresource that looks like the object. */
    Objects.Applied patch(Target target, Exchange exchange, String user) throws IOException {
        WriteOptions options = Requests.options(exchange, user);
        if (exchange.contentType().equals("application/apply-patch+yaml")) {
            if (exchange.parameter("fieldManager").isEmpty()) {
                throw Requests.applyNeedsManager();
            }
            if (!(Bodies.read(exchange) instanceof ObjectNode config)) {
                throw StatusException.badRequest("error decoding YAML: not an object");
            }
            if (config.path("apiVersion").isMissingNode() || config.path("kind").isMissingNode()) {
                throw StatusException.badRequest("invalid object type: apiVersion and kind are required");
            }
            return objects.apply(
                    target,
                    Requests.require(config, target),
                    exchange.flag("force") ? Conflicts.FORCED : Conflicts.REPORTED,
                    options);
        }
        UnaryOperator<ObjectNode> change = patched(target, exchange);
        return new Objects.Applied(
                objects.patch(target, current -> Requests.require(change.apply(current), target), options), false);
    }

    /** What a JSON, merge or strategic merge patch makes of an object. */
    UnaryOperator<ObjectNode> patched(Target target, Exchange exchange) throws IOException {
        String kind = exchange.contentType();
        if (!PATCHES.contains(kind)) {
            throw StatusException.unsupportedPatch();
        }
        if (kind.equals("application/strategic-merge-patch+json")
                && target.type().custom()) {
            throw StatusException.unsupportedMediaType(
                    "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
        }
        JsonNode patch = Bodies.read(exchange);
        return current -> {
            // A patch that does not speak of the version is laid over whatever is there.
            current.withObjectProperty("metadata").remove("resourceVersion");
            JsonNode result =
                    switch (kind) {
                        case "application/json-patch+json" -> Patches.json(current, patch);
                        case "application/merge-patch+json" -> Patches.merge(current, patch);
                        default ->
                            StrategicMerge.apply(current, patch, target.type().schema());
                    };
            if (result instanceof ObjectNode object) {
                return object;
            }
            throw StatusException.badRequest("the patch does not leave an object");
        };
    }

    private void delete(Target target, Exchange exchange, String user, Representation representation)
            throws IOException {
        if (!target.subresource().isEmpty()) {
            throw StatusException.methodNotAllowed();
        }
        Requests.Deletion wish = Requests.deletion(exchange);
        WriteOptions options = wish.apply(Requests.options(exchange, user));
        Objects.Deleted deleted = objects.delete(target, wish.options(), options);
        if (deleted.gone()
                && !(target.type().group().isEmpty()
                        && RETURNED_WHEN_DELETED.contains(target.type().plural()))) {
            exchange.json(200, success(target, deleted.entry()));
        } else {
            exchange.json(200, representation.one(deleted.entry()));
        }
    }

    private static ObjectNode success(Target target, Entry entry) {
        ObjectNode status = ObjectJson.MAPPER.createObjectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        ObjectNode details = status.putObject("details");
        details.put("name", target.name());
        if (!target.type().group().isEmpty()) {
            details.put("group", target.type().group());
        }
        details.put("kind", target.type().plural()).put("uid", entry.uid());
        return status;
    }

    private void deleteCollection(Target target, Exchange exchange, String user) throws IOException {
        ResourceType type = target.type();
        if (type.namespaced() && target.namespace().isEmpty()) {
            throw StatusException.methodNotAllowed();
        }
        Predicate<Entry> selected = FieldSelector.parse(type, exchange.parameter("fieldSelector"));
        var labels = LabelSelector.parse(exchange.parameter("labelSelector"));
        Requests.Deletion wish = Requests.deletion(exchange);
        WriteOptions options = wish.apply(Requests.options(exchange, user));
        DeleteOptions how = wish.options();
        List<Entry> deleted = new ArrayList<>();
        for (Entry entry :
                objects.storage().list(objects.shelf(type), target.namespace()).entries()) {
            if (selected.test(entry) && labels.test(entry.labels())) {
                try {
                    deleted.add(objects.delete(target.named(entry.name()), how, options)
                            .entry());
                } catch (StatusException e) {
                    if (e.code() != 404) {
                        throw e;
                    }
                }
            }
        }
        Representation.ListMeta meta = new Representation.ListMeta(
                objects.storage().version(), java.util.Optional.empty(), OptionalLong.empty());
        exchange.json(200, Representation.wanted(exchange, type, objects.now()).list(deleted, meta));
    }
}
