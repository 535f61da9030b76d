package dev.fairway.rendering.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads one stream of a child to its end in a thread of its own, and keeps a bounded part of it. */
abstract sealed class Collector {

    private final Thread thread;

    private Collector(InputStream stream, String name) {
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> drain(stream));
    }

    final Collector started() {
        thread.start();
        return this;
    }

    final void await() throws InterruptedException {
        thread.join(2_000);
    }

    abstract void take(byte[] buffer, int length);

    private void drain(InputStream stream) {
        byte[] buffer = new byte[16 * 1024];
        try (stream) {
            for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
                take(buffer, length);
            }
        } catch (IOException closed) {
            // The child was killed while it wrote; what was read so far stands.
        }
    }

    /** Keeps the first bytes and remembers that there were more. */
    static final class Head extends Collector {

        private final int limit;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private volatile boolean overflown;

        Head(InputStream stream, int limit) {
            super(stream, "child-output");
            this.limit = limit;
        }

        @Override
        void take(byte[] buffer, int length) {
            if (kept.size() + length > limit) {
                overflown = true;
            } else {
                kept.write(buffer, 0, length);
            }
        }

        boolean isOverflown() {
            return overflown;
        }

        byte[] bytes() {
            return kept.toByteArray();
        }
    }

    /** Keeps the last bytes. */
    static final class Tail extends Collector {

        private final int limit;
        private byte[] kept = new byte[0];

        Tail(InputStream stream, int limit) {
            super(stream, "child-messages");
            this.limit = limit;
        }

        @Override
        synchronized void take(byte[] buffer, int length) {
            byte[] all = Arrays.copyOf(kept, kept.length + length);
            System.arraycopy(buffer, 0, all, kept.length, length);
            kept = all.length <= limit ? all : Arrays.copyOfRange(all, all.length - limit, all.length);
        }

        synchronized String text() {
            return new String(kept, StandardCharsets.UTF_8);
        }
    }
}
