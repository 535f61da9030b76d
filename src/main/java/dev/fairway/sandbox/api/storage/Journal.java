package dev.fairway.sandbox.api.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What happened, appended to a file. A change counts once it is handed to the operating system, so the end of this
 * process loses nothing; the disk is told to keep it a moment later, one sync for many changes. A snapshot replaces the
 * files before it when they have grown; a torn last record is cut off.
 */
final class Journal implements AutoCloseable {

    private static final int MOST_IN_A_BATCH = 1024;
    private static final long SYNC_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long COMPACT_ABOVE_BYTES = 64L << 20;
    private static final int LARGEST_RECORD = 64 << 20;

    private final Path folder;
    private final FileLock lock;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final Thread writer =
            Thread.ofPlatform().name("sandbox-journal").daemon().unstarted(this::write);
    private Supplier<Collection<Record>> everything = List::of;
    private @Nullable FileChannel channel;
    private int number;
    private volatile boolean closing;

    /**
     * @param json the object, or nothing for a deletion
     */
    record Record(String resource, String key, long version, byte[] json) {}

    private record Pending(Record record, CompletableFuture<Void> written) {}

    Journal(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            FileChannel lockFile =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock taken = lockFile.tryLock();
            if (taken == null) {
                lockFile.close();
                throw new IllegalStateException("Another process uses this sandbox: " + folder);
            }
            this.lock = taken;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the sandbox's store", e);
        }
    }

    /** Reads everything back, oldest first, and returns the highest version seen. */
    long load(Consumer<Record> replay) {
        long highest = 0;
        for (Path file : files()) {
            highest = Math.max(highest, read(file, replay));
            number = Math.max(number, numberOf(file));
        }
        return highest;
    }

    void start(Supplier<Collection<Record>> everything) {
        this.everything = everything;
        openNext();
        writer.start();
    }

    CompletableFuture<Void> append(Record record) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        if (closing) {
            written.completeExceptionally(new IllegalStateException("The sandbox is being stopped"));
        } else {
            queue.add(new Pending(record, written));
        }
        return written;
    }

    private void write() {
        List<Pending> batch = new ArrayList<>();
        long dirtySince = 0;
        long size = 0;
        while (!closing || !queue.isEmpty()) {
            try {
                Pending first = queue.poll(50, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MOST_IN_A_BATCH);
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
                    DataOutputStream out = new DataOutputStream(bytes);
                    for (Pending pending : batch) {
                        encode(out, pending.record());
                    }
                    writeFully(ByteBuffer.wrap(bytes.toByteArray()));
                    size += bytes.size();
                    batch.forEach(pending -> pending.written().complete(null));
                    batch.clear();
                    dirtySince = dirtySince == 0 ? System.nanoTime() : dirtySince;
                }
                if (dirtySince != 0 && System.nanoTime() - dirtySince > SYNC_AFTER_NANOS) {
                    file().force(false);
                    dirtySince = 0;
                }
                if (size > COMPACT_ABOVE_BYTES) {
                    compact();
                    size = 0;
                }
            } catch (IOException | InterruptedException | RuntimeException e) {
                batch.forEach(pending -> pending.written().completeExceptionally(e));
                batch.clear();
            }
        }
    }

    /** The new file takes what happens from now on, so the snapshot may be taken while objects change. */
    private void compact() throws IOException {
        file().force(false);
        file().close();
        openNext();
        snapshot(folder.resolve("snapshot-" + number));
        int kept = number;
        for (Path old : files()) {
            if (numberOf(old) < kept) {
                Files.deleteIfExists(old);
            }
        }
    }

    private void snapshot(Path target) throws IOException {
        Path unfinished = folder.resolve("unfinished");
        try (FileChannel file = FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                DataOutputStream out = new DataOutputStream(
                        new BufferedOutputStream(java.nio.channels.Channels.newOutputStream(file), 1 << 16))) {
            for (Record record : everything.get()) {
                encode(out, record);
            }
            out.flush();
            file.force(true);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void openNext() {
        number++;
        try {
            channel = FileChannel.open(
                    folder.resolve("journal-" + number), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the sandbox's journal", e);
        }
    }

    private FileChannel file() {
        FileChannel open = channel;
        if (open == null) {
            throw new IllegalStateException("The journal is not started");
        }
        return open;
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file().write(bytes);
        }
    }

    private static void encode(DataOutputStream out, Record record) throws IOException {
        byte[] resource = record.resource().getBytes(StandardCharsets.UTF_8);
        byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(16 + resource.length + key.length + record.json().length);
        body.putLong(record.version())
                .putInt(resource.length)
                .put(resource)
                .putInt(key.length)
                .put(key);
        body.put(record.json());
        CRC32 crc = new CRC32();
        crc.update(body.array());
        out.writeInt(body.capacity());
        out.writeInt((int) crc.getValue());
        out.write(body.array());
    }

    private static long read(Path file, Consumer<Record> replay) {
        long highest = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (true) {
                int length = in.readInt();
                int expected = in.readInt();
                if (length < 16 || length > LARGEST_RECORD) {
                    return highest;
                }
                byte[] bytes = in.readNBytes(length);
                CRC32 crc = new CRC32();
                crc.update(bytes);
                if (bytes.length < length || (int) crc.getValue() != expected) {
                    return highest;
                }
                ByteBuffer body = ByteBuffer.wrap(bytes);
                long version = body.getLong();
                String resource = text(body);
                String key = text(body);
                byte[] json = new byte[body.remaining()];
                body.get(json);
                replay.accept(new Record(resource, key, version, json));
                highest = Math.max(highest, version);
            }
        } catch (EOFException torn) {
            return highest;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sandbox's journal", e);
        }
    }

    private static String text(ByteBuffer body) {
        byte[] bytes = new byte[body.getInt()];
        body.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** By number, a snapshot before the journal of the same number. */
    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("(snapshot|journal)-\\d+"))
                    .sorted(Comparator.comparingInt(Journal::numberOf)
                            .thenComparing(
                                    file -> !file.getFileName().toString().startsWith("snapshot")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sandbox's store", e);
        }
    }

    private static int numberOf(Path file) {
        String name = file.getFileName().toString();
        return Integer.parseInt(name.substring(name.indexOf('-') + 1));
    }

    @Override
    public void close() {
        closing = true;
        try {
            writer.join();
            if (channel != null) {
                channel.force(true);
                channel.close();
            }
            lock.release();
            lock.acquiredBy().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the sandbox's journal", e);
        }
    }
}
