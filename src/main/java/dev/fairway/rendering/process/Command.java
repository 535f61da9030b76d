package dev.fairway.rendering.process;

import java.nio.file.Path;
import java.util.List;

/**
 * A program to run.
 *
 * @param name what people call it, for messages
 * @param binary its absolute place
 * @param arguments each reaches the program as it is; text of a user appears only as {@code --flag=value} or after
 *     {@code --}, and never when it may be a secret
 * @param workspace a fresh folder; the program's working directory, its home and its temporary files are in it
 */
public record Command(String name, Path binary, List<String> arguments, Path workspace) {

    public Command {
        if (!binary.isAbsolute()) {
            throw new IllegalArgumentException("A program is named by its absolute place");
        }
        arguments = List.copyOf(arguments);
    }
}
