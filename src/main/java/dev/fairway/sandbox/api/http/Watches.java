package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.storage.Change;
import dev.fairway.sandbox.api.storage.Entry;
import dev.fairway.sandbox.api.storage.ObjectJson;
import dev.fairway.sandbox.api.storage.Shelf;
import dev.fairway.sandbox.api.storage.Storage;
import dev.fairway.sandbox.api.storage.Subscription;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Sends changes as they happen. */
final class Watches {

    private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(20);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);

    private final Storage storage;
    private final BooleanSupplier closing;

    Watches(Storage storage, BooleanSupplier closing) {
        this.storage = storage;
        this.closing = closing;
    }

    /**
     * What a watch wants.
     *
     * @param from the version it has seen, empty to begin with what exists
     * @param selected which objects it wants to hear of
     */
    record Wish(
            Shelf shelf,
            String namespace,
            Predicate<Entry> selected,
            OptionalLong from,
            boolean initialEvents,
            boolean bookmarks,
            long timeoutSeconds) {}

    void serve(Exchange exchange, Wish wish, Representation representation) throws IOException {
        boolean fromNow = wish.from().isEmpty() || wish.initialEvents();
        Storage.Listing listing = storage.list(wish.shelf(), wish.namespace());
        long start = fromNow ? listing.version() : wish.from().getAsLong();
        Optional<Subscription> subscription = storage.watch(wish.shelf(), start);
        OutputStream out = exchange.stream("application/json");
        if (subscription.isEmpty()) {
            event(
                    out,
                    "ERROR",
                    ObjectJson.write(
                            StatusException.gone("too old resource version: " + start + " (" + listing.version() + ")")
                                    .status()));
            out.flush();
            return;
        }
        try (Subscription changes = subscription.get()) {
            Sender sender = new Sender(out, wish, representation);
            if (fromNow) {
                for (Entry entry : listing.entries()) {
                    if (wish.selected().test(entry)) {
                        sender.send("ADDED", entry);
                    }
                }
                if (wish.initialEvents()) {
                    event(out, "BOOKMARK", representation.bookmark(start, true));
                }
                out.flush();
            }
            follow(changes, sender, wish);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Subscription changes, Sender sender, Wish wish) throws IOException, InterruptedException {
        long timeout = wish.timeoutSeconds() > 0
                ? wish.timeoutSeconds()
                : ThreadLocalRandom.current().nextLong(1800, 3600);
        long end = System.nanoTime() + Duration.ofSeconds(timeout).toNanos();
        long bookmark = System.nanoTime() + BOOKMARK_EVERY.toNanos();
        while (changes.isOpen() && !closing.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                sender.bookmark(changes);
                return;
            }
            Optional<Change> change = changes.next(Duration.ofNanos(Math.min(left, LOOK_AROUND.toNanos())));
            while (change.isPresent()) {
                sender.send(change.get());
                change = changes.next(Duration.ZERO);
            }
            if (System.nanoTime() > bookmark) {
                sender.bookmark(changes);
                bookmark = System.nanoTime() + BOOKMARK_EVERY.toNanos();
            }
            sender.flush();
        }
    }

    private static void event(OutputStream out, String type, byte[] object) throws IOException {
        out.write(("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII));
        out.write(object);
        out.write('}');
        out.write('\n');
    }

    /** Turns changes into what this one watch sees of them. */
    private final class Sender {

        private final OutputStream out;
        private final Wish wish;
        private final Representation representation;
        private boolean first = true;
        private boolean dirty;

        Sender(OutputStream out, Wish wish, Representation representation) {
            this.out = out;
            this.wish = wish;
            this.representation = representation;
        }

        /** An object that begins or ceases to be selected appears or disappears. */
        void send(Change change) throws IOException {
            if (!wish.namespace().isEmpty()
                    && !wish.namespace().equals(change.entry().namespace())) {
                return;
            }
            boolean is = wish.selected().test(change.entry());
            boolean was = change.previous().map(wish.selected()::test).orElse(false);
            switch (change.kind()) {
                case ADDED, MODIFIED -> {
                    if (is) {
                        send(was ? "MODIFIED" : "ADDED", change.entry());
                    } else if (was) {
                        send("DELETED", change.entry());
                    }
                }
                case DELETED -> {
                    if (was || is) {
                        send("DELETED", change.entry());
                    }
                }
            }
        }

        void send(String type, Entry entry) throws IOException {
            event(out, type, first ? representation.one(entry) : representation.next(entry));
            first = false;
            dirty = true;
        }

        void bookmark(Subscription changes) throws IOException {
            if (wish.bookmarks()) {
                OptionalLong version = storage.caughtUp(changes);
                if (version.isPresent()) {
                    event(out, "BOOKMARK", representation.bookmark(version.getAsLong(), false));
                    dirty = true;
                }
            }
        }

        void flush() throws IOException {
            if (dirty) {
                out.flush();
                dirty = false;
            }
        }
    }
}
