package dev.fairway.web.operations;

import dev.fairway.ledger.Operation;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.view.AuthorName;

/** How operations, people and objects are called on the page. */
final class Wordings {

    private Wordings() {}

    static String kind(Operation operation) {
        if (operation.request().dryRun()) {
            return "Dry run";
        }
        return switch (operation.kind()) {
            case "AUTOMATED_SYNC", "SYNC" -> "Sync";
            case "SELF_HEAL" -> "Self-heal";
            case "ROLLBACK" -> "Rollback";
            case "DELETION" -> "Deletion";
            default -> "Operation";
        };
    }

    static String by(Operation operation) {
        return operation.actor().kind() == Actor.Kind.AUTOMATION
                ? "automation"
                : operation.actor().name();
    }

    /** {@code Deployment/web}; the namespace is told once, at the head of the page. */
    static String of(ResourceKey key) {
        return key.kind() + "/" + key.name();
    }

    /** {@code Ada Lind <ada@tidewater.example>} as {@code Ada Lind}. */
    static String author(String author) {
        return AuthorName.of(author);
    }
}
