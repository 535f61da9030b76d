package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.sandbox.api.RequestGate.Request;
import java.util.Locale;

/** What a real server says, because people search for it. */
final class FaultMessages {

    static final String UNAVAILABLE = "the server is currently unable to handle the request";

    private FaultMessages() {}

    static String denied(FaultRule.Deny rule) {
        return "admission webhook \"" + rule.webhook() + "\" denied the request: " + rule.message();
    }

    static String forbidden(Request request, String verb) {
        String place = request.namespace().isEmpty()
                ? "at the cluster scope"
                : "in the namespace \"" + request.namespace() + "\"";
        String object = request.name().isEmpty() ? "" : " \"" + request.name() + "\"";
        return qualified(request.kind()) + object + " is forbidden: User \"" + request.user() + "\" cannot " + verb
                + " resource \"" + plural(request.kind()) + "\" in API group \""
                + request.kind().group() + "\" " + place;
    }

    static String changedMeanwhile(Request request) {
        return "Operation cannot be fulfilled on " + qualified(request.kind()) + " \"" + request.name()
                + "\": the object has been modified; please apply your changes to the latest version and try again";
    }

    static String exceeded(FaultRule.Quota quota, Request request, int used) {
        String counted =
                request.kind().group().isEmpty() ? plural(request.kind()) : "count/" + qualified(request.kind());
        return qualified(request.kind()) + " \"" + request.name() + "\" is forbidden: exceeded quota: " + quota.name()
                + ", requested: " + counted + "=1, used: " + counted + "=" + used + ", limited: " + counted + "="
                + quota.hard();
    }

    private static String qualified(GroupKind kind) {
        return plural(kind) + (kind.group().isEmpty() ? "" : "." + kind.group());
    }

    private static String plural(GroupKind kind) {
        String lower = kind.kind().toLowerCase(Locale.ROOT);
        if (lower.endsWith("s")) {
            return lower + (lower.equals("endpoints") ? "" : "es");
        }
        return lower.endsWith("cy") ? lower.substring(0, lower.length() - 1) + "ies" : lower + "s";
    }
}
