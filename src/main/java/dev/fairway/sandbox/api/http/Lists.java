package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.storage.Entry;
import dev.fairway.sandbox.api.storage.ObjectJson;
import dev.fairway.sandbox.api.storage.Shelf;
import dev.fairway.sandbox.api.storage.Storage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Lists, a page at a time. A later page shows objects as they are now but keeps the version of the first page, so a watch
 * from it repeats what changed in between: nothing is missed.
 */
final class Lists {

    private final Storage storage;

    Lists(Storage storage) {
        this.storage = storage;
    }

    record Page(List<Entry> entries, Representation.ListMeta meta) {}

    /**
     * @param limit 0 for everything
     * @param token what the page before said, empty for the first page
     */
    Page page(Shelf shelf, String namespace, Predicate<Entry> selected, boolean selects, long limit, String token) {
        Storage.Listing listing = storage.list(shelf, namespace);
        Position position = token.isEmpty() ? new Position(listing.version(), "") : Position.read(token);
        List<Entry> page = new ArrayList<>();
        Optional<String> next = Optional.empty();
        long left = 0;
        for (Entry entry : listing.entries()) {
            if (entry.key().compareTo(position.after()) <= 0 || !selected.test(entry)) {
                continue;
            }
            if (limit > 0 && page.size() >= limit) {
                left++;
                next = Optional.of(
                        new Position(position.version(), page.getLast().key()).write());
                if (selects) {
                    break;
                }
            } else {
                page.add(entry);
            }
        }
        OptionalLong remaining = next.isPresent() && !selects ? OptionalLong.of(left) : OptionalLong.empty();
        return new Page(page, new Representation.ListMeta(position.version(), next, remaining));
    }

    /** Where the next page begins. */
    private record Position(long version, String after) {

        String write() {
            byte[] json = ObjectJson.write(ObjectJson.MAPPER
                    .createObjectNode()
                    .put("v", "meta.k8s.io/v1")
                    .put("rv", version)
                    .put("start", after));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
        }

        static Position read(String token) {
            try {
                JsonNode json =
                        ObjectJson.MAPPER.readTree(Base64.getUrlDecoder().decode(token));
                return new Position(
                        json.path("rv").asLong(0), json.path("start").asString(""));
            } catch (IllegalArgumentException | JacksonException e) {
                throw StatusException.badRequest(
                        "continue key is not valid: " + e.getClass().getSimpleName());
            }
        }
    }
}
