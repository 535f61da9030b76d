package dev.fairway.web.applications.sync;

import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.applications.AppLink;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person has chosen, as the form and the page's address say it. What is not sent is null.
 *
 * @param revision one per source; an empty one means what the application says
 * @param option sync options for this operation, as {@code Name=true}
 * @param resource keys of the objects to sync; empty means all
 * @param confirm the application's name, typed to confirm pruning
 * @param seen names what the page said would be deleted
 */
record SyncChoice(
        @Nullable List<String> revision,
        @Nullable Boolean prune,
        @Nullable Boolean dryRun,
        @Nullable Boolean applyOnly,
        @Nullable Boolean force,
        @Nullable List<String> option,
        @Nullable List<String> resource,
        @Nullable Integer retry,
        @Nullable String reason,
        @Nullable String confirm,
        @Nullable String seen) {

    public boolean prunes() {
        return Boolean.TRUE.equals(prune);
    }

    public boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    public boolean appliesOnly() {
        return Boolean.TRUE.equals(applyOnly);
    }

    public boolean forces() {
        return Boolean.TRUE.equals(force);
    }

    /** It deletes and makes anew what runs, which interrupts service. */
    public boolean interrupts() {
        return forces() || options().contains("Replace=true");
    }

    public List<String> options() {
        return option == null ? List.of() : option;
    }

    public List<ResourceKey> resources() {
        return resource == null
                ? List.of()
                : resource.stream().flatMap(text -> AppLink.key(text).stream()).toList();
    }

    String revision(int source) {
        return revision == null || revision.size() <= source
                ? ""
                : revision.get(source).strip();
    }

    public int retries() {
        return retry == null ? 0 : Math.max(0, Math.min(retry, 20));
    }

    public String why() {
        return reason == null ? "" : reason.strip();
    }

    public String confirmation() {
        return confirm == null ? "" : confirm.strip();
    }

    /** A form always says what its page showed. */
    boolean hasSeen(SyncPreview now) {
        return seen == null || seen.equals(now.mark());
    }

    /** @param targets what the application itself says, one per source */
    SyncCommand command(List<String> targets) {
        boolean overridden = false;
        List<String> revisions = new java.util.ArrayList<>();
        for (int source = 0; source < targets.size(); source++) {
            String given = revision(source);
            overridden |= !given.isEmpty() && !given.equals(targets.get(source));
            revisions.add(given.isEmpty() ? targets.get(source) : given);
        }
        return new SyncCommand(
                overridden ? revisions : List.of(),
                prunes(),
                isDryRun(),
                appliesOnly(),
                forces(),
                resources(),
                options(),
                retries(),
                why());
    }

    /** The query of an address that shows the same choice. */
    public String query() {
        StringBuilder text = new StringBuilder();
        if (revision != null) {
            revision.forEach(value -> add(text, "revision", value));
        }
        add(text, "prune", prunes() ? "true" : "");
        add(text, "dryRun", isDryRun() ? "true" : "");
        add(text, "applyOnly", appliesOnly() ? "true" : "");
        add(text, "force", forces() ? "true" : "");
        options().forEach(value -> add(text, "option", value));
        resources().forEach(value -> add(text, "resource", value.toString()));
        add(text, "retry", retries() > 0 ? String.valueOf(retries()) : "");
        add(text, "reason", why());
        return text.isEmpty() ? "" : "?" + text.substring(1);
    }

    private static void add(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
