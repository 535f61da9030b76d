package dev.fairway.rendering.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A child that was started ahead of its work. The first file it reads is a pipe with a name, and there it waits. Should this
 * server die, the pipe ends and the child with it.
 */
public final class Waiting implements AutoCloseable {

    private final Command command;
    private final Process process;
    private final Path pipe;
    private final RandomAccessFile writer;

    Waiting(Command command, Process process, Path pipe, RandomAccessFile writer) {
        this.command = command;
        this.process = process;
        this.pipe = pipe;
        this.writer = writer;
    }

    /** Whether it has come as far as the pipe; what is written earlier might be lost. False where the system does not tell. */
    public boolean isThere() {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            List<Path> files = open.toList();
            Path real = pipe.toRealPath();
            for (Path file : files) {
                if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).equals(real)) {
                    return process.isAlive();
                }
            }
            return false;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Gives it what it waits for. */
    Process go(byte[] text) throws IOException {
        writer.write(text);
        writer.close();
        return process;
    }

    Command command() {
        return command;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            writer.close();
        } catch (IOException closed) {
            // Nobody reads what is left in it.
        }
    }
}
