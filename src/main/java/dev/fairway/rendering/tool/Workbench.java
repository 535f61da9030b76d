package dev.fairway.rendering.tool;

import dev.fairway.rendering.process.Command;
import dev.fairway.rendering.process.ProcessRunner;
import dev.fairway.resource.SecretText;
import java.nio.file.Path;
import java.util.List;

/**
 * What a recipe has at hand while it is carried out.
 *
 * @param folder empty, readable by this user only, gone afterwards
 * @param toolbox the programs
 * @param runner starts them
 * @param forerunner has a kustomize ready
 * @param secrets hides Secret values as soon as they are read
 */
public record Workbench(
        Path folder, Toolbox toolbox, ProcessRunner runner, Forerunner forerunner, SecretText.Hiding secrets) {

    public byte[] run(Tool tool, String name, List<String> arguments) {
        return runner.run(new Command(name, tool.binary(), arguments, folder));
    }

    /** What kustomize makes of a folder below this one. */
    public byte[] kustomize(String target) {
        return run(toolbox.kubectl(), "kustomize", List.of("kustomize", target));
    }

    /** The same, and sooner, for a kustomization that gives the same as the only resource of another one. */
    public byte[] kustomizeAsResource(String target) {
        return forerunner.build(folder, target).orElseGet(() -> kustomize(target));
    }
}
