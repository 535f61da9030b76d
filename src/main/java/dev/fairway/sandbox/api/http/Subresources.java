package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.PodLogs;
import dev.fairway.sandbox.api.RequestGate.Verb;
import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.lifecycle.DeleteOptions;
import dev.fairway.sandbox.api.lifecycle.Gatekeeper;
import dev.fairway.sandbox.api.lifecycle.Objects;
import dev.fairway.sandbox.api.lifecycle.Target;
import dev.fairway.sandbox.api.storage.Entry;
import dev.fairway.sandbox.api.storage.ObjectJson;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything below an object that is not its status. */
final class Subresources {

    private final Objects objects;
    private final Gatekeeper gate;
    private final PodLogs logs;

    Subresources(Objects objects, Gatekeeper gate, PodLogs logs) {
        this.objects = objects;
        this.gate = gate;
        this.logs = logs;
    }

    /** How a patch in a request changes an object. */
    @FunctionalInterface
    interface PatchReader {
        UnaryOperator<ObjectNode> read(Target target, Exchange exchange) throws IOException;
    }

    void serve(Target target, Exchange exchange, String user, PatchReader patches) throws IOException {
        if (!target.type().hasSubresource(target.subresource())) {
            throw StatusException.pageNotFound();
        }
        switch (target.subresource()) {
            case "scale" -> scale(target, exchange, user, patches);
            case "log" -> log(target, exchange, user);
            case "eviction" -> evict(target, exchange, user);
            case "binding" -> bind(target, exchange, user);
            case "finalize" -> replace(target, exchange, user);
            default -> throw StatusException.methodNotAllowed();
        }
    }

    private void scale(Target target, Exchange exchange, String user, PatchReader patches) throws IOException {
        Scale scale = Scale.of(target.type());
        switch (exchange.method()) {
            case "GET" -> {
                gate.pass(Requests.reading(Verb.GET, target, user));
                exchange.json(200, scale.read(objects.get(target).object()));
            }
            case "PUT" -> {
                ObjectNode body = Bodies.object(exchange);
                Entry entry =
                        objects.update(target, object -> scale.write(object, body), Requests.options(exchange, user));
                exchange.json(200, scale.read(entry.object()));
            }
            case "PATCH" -> {
                UnaryOperator<ObjectNode> patch = patches.read(target, exchange);
                Entry entry = objects.patch(
                        target,
                        object -> scale.write(object, patch.apply(scale.read(object))),
                        Requests.options(exchange, user));
                exchange.json(200, scale.read(entry.object()));
            }
            default -> throw StatusException.methodNotAllowed();
        }
    }

    private void replace(Target target, Exchange exchange, String user) throws IOException {
        ObjectNode body = Requests.bodyFor(exchange, target);
        Entry entry = objects.update(target, current -> body.deepCopy(), Requests.options(exchange, user));
        exchange.json(200, entry.object());
    }

    private void evict(Target target, Exchange exchange, String user) throws IOException {
        JsonNode grace = Bodies.object(exchange).path("deleteOptions").path("gracePeriodSeconds");
        OptionalLong seconds = grace.isNumber() ? OptionalLong.of(grace.asLong()) : OptionalLong.empty();
        objects.delete(
                new Target(target.type(), "", target.namespace(), target.name()),
                new DeleteOptions(Optional.empty(), Optional.empty(), Optional.empty(), seconds),
                Requests.options(exchange, user));
        exchange.json(201, success());
    }

    private void bind(Target target, Exchange exchange, String user) throws IOException {
        String node = Bodies.object(exchange).path("target").path("name").asString("");
        objects.update(
                new Target(target.type(), "", target.namespace(), target.name()),
                pod -> {
                    pod.withObjectProperty("spec").put("nodeName", node);
                    return pod;
                },
                Requests.options(exchange, user));
        exchange.json(201, success());
    }

    private static ObjectNode success() {
        ObjectNode status = ObjectJson.MAPPER.createObjectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        return status.put("status", "Success").put("code", 201);
    }

    private void log(Target target, Exchange exchange, String user) throws IOException {
        gate.pass(Requests.reading(Verb.GET, target, user));
        ObjectNode pod = objects.get(target).object();
        String container = container(pod, exchange.parameter("container"));
        PodLogs.Request request = new PodLogs.Request(
                pod,
                container,
                exchange.flag("previous"),
                exchange.flag("follow"),
                exchange.parameter("tailLines").isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of((int) exchange.number("tailLines", 0)),
                exchange.parameter("sinceSeconds").isEmpty()
                        ? Optional.empty()
                        : Optional.of(Duration.ofSeconds(exchange.number("sinceSeconds", 0))),
                exchange.parameter("sinceTime").isEmpty()
                        ? Optional.empty()
                        : Optional.of(Instant.parse(exchange.parameter("sinceTime"))),
                exchange.flag("timestamps"));
        logs.write(request, new LateStream(exchange));
    }

    private static String container(ObjectNode pod, String wanted) {
        String name = pod.path("metadata").path("name").asString("");
        List<String> names = new ArrayList<>();
        List<String> init = new ArrayList<>();
        pod.path("spec")
                .path("containers")
                .forEach(c -> names.add(c.path("name").asString("")));
        pod.path("spec")
                .path("initContainers")
                .forEach(c -> init.add(c.path("name").asString("")));
        if (wanted.isEmpty()) {
            if (names.size() == 1) {
                return names.getFirst();
            }
            String also = init.isEmpty() ? "" : " or one of the init containers: [" + String.join(" ", init) + "]";
            throw StatusException.badRequest("a container name must be specified for pod " + name + ", choose one of: ["
                    + String.join(" ", names) + "]" + also);
        }
        if (!names.contains(wanted) && !init.contains(wanted)) {
            throw StatusException.badRequest("container " + wanted + " is not valid for pod " + name);
        }
        return wanted;
    }

    /** Begins the answer with the first byte or flush, so that a failure before it can still be told. */
    private static final class LateStream extends OutputStream {

        private final Exchange exchange;
        private Optional<OutputStream> out = Optional.empty();

        LateStream(Exchange exchange) {
            this.exchange = exchange;
        }

        private OutputStream out() throws IOException {
            if (out.isEmpty()) {
                out = Optional.of(exchange.stream("text/plain"));
            }
            return out.get();
        }

        @Override
        public void write(int b) throws IOException {
            out().write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out().write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out().flush();
        }
    }
}
