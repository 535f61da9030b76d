package dev.fairway.web.list;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.applications.AppLink;

/** Why one of many was refused, as an address can carry it: the code, never the words. */
record Refusal(String name, String href, String reason) {

    static Refusal parse(String text) {
        int colon = Math.max(0, text.lastIndexOf(':'));
        ApplicationName name = ApplicationName.parse(text.substring(0, colon));
        return new Refusal(name.name(), AppLink.to(name), reason(text.substring(Math.min(text.length(), colon + 1))));
    }

    private static String reason(String code) {
        return switch (code) {
            case "OperationInProgress" -> "An operation is running already. Wait for it, or stop it on its page.";
            case "WindowClosed" -> "A sync window of its project is closed. Its page says until when.";
            case "BeingDeleted" -> "It is being deleted.";
            case "Moved" -> "Git moved while the plan was read. Read the plan again, then sync.";
            case "NotFound" -> "It is not there any more.";
            case "NotPermitted" -> "You may not do this to it. Its page says what is missing and whom to ask.";
            default -> "It was refused. Try it on its own page to read why.";
        };
    }
}
