package dev.fairway.rendering.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.configuration.FairwayHome;
import dev.fairway.rendering.process.Command;
import dev.fairway.rendering.process.Fences;
import dev.fairway.rendering.process.ProcessLimits;
import dev.fairway.rendering.process.ProcessRunner;
import dev.fairway.rendering.tool.Toolbox;
import dev.fairway.resource.CanonicalJson;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Our reading of {@code --set} against that of Helm itself. */
class SetParametersTest {

    private static final ProcessRunner RUNNER = new ProcessRunner(ProcessLimits.DEFAULT, Fences.probe(), true);
    private static final Toolbox TOOLBOX = new Toolbox(
            RUNNER, new FairwayHome(Path.of("target", "rendering-home")), Optional.empty(), Optional.empty(), "");
    private static final String BASE = "{list: [{k: 1, keep: yes}, {k: 2}], map: {a: {b: c}, scalar: 1}, gone: x}";

    @TempDir
    private Path workspace;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1",
                "a=-1",
                "a=01",
                "a=0",
                "a=1.5",
                "a=1e3",
                "a=true",
                "a=True",
                "a=FALSE",
                "a=yes",
                "a=null",
                "a=",
                "a= x",
                "a=x=y",
                "a=x.y",
                "a=1000000",
                "a={1000000,2}",
                "a[0]=1000000",
                "a=9223372036854775807",
                "a=9223372036854775808",
                "a={}",
                "a={x}",
                "a={x,1,true}",
                "a={x,}",
                "a.b=c",
                "a.b.c.d=1",
                "map.a.d=1",
                "map.a=1",
                "map.new.x=y",
                "gone=null",
                "map.a.b=null",
                "a\\.b=c",
                "a\\.b.c\\.d=e",
                "list[0].k=7",
                "list[1].new=7",
                "list[3].k=7",
                "new[0]=a",
                "new[2]=a",
                "new[0].x=a",
                "new[0][1]=a",
                "list[0]=text",
                "a=b\\\\c",
                "a=C:\\dir",
                "a=\\{x",
                "a=x\\,y",
                "a.b/c=d",
                "annotations.example\\.org/x=y",
                "a=\"q\"",
                "a='q'",
                "a=#x",
                "a=x y\tz",
                "a=\u00e4\u6f22",
                "a.0=x",
                "a-b=c",
                "a={[x],y}"
            })
    void aParameterMeansWhatHelmMakesOfIt(String parameter) throws IOException {
        int equals = parameter.indexOf('=');
        ObjectNode ours = Manifests.readObject(BASE.getBytes(StandardCharsets.UTF_8), "base", YamlLimits.DEFAULT);
        SetParameters parameters = new SetParameters(ours);
        parameters.set(parameter.substring(0, equals), parameter.substring(equals + 1));
        write("ours.yaml", parameters.values().toString());

        assertThat(helm("--values=ours.yaml", parameters.arguments())).isEqualTo(helm("--set=" + parameter, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1", "a=true", "a=null", "a={x,1}", "list[0].k=7", "a.b=0x1", "a=x\\,y", "a="})
    void aTextParameterToo(String parameter) throws IOException {
        int equals = parameter.indexOf('=');
        ObjectNode ours = Manifests.readObject(BASE.getBytes(StandardCharsets.UTF_8), "base", YamlLimits.DEFAULT);
        SetParameters parameters = new SetParameters(ours);
        parameters.setText(parameter.substring(0, equals), parameter.substring(equals + 1));
        write("ours.yaml", parameters.values().toString());

        assertThat(helm("--values=ours.yaml", parameters.arguments()))
                .isEqualTo(helm("--set-string=" + parameter, List.of()));
    }

    @Test
    void commasNeedNoEscapeInAnApplication() {
        SetParameters parameters = new SetParameters(JsonNodeFactory.instance.objectNode());
        parameters.set("hosts", "a.example.org,b.example.org\\,c");

        assertThat(CanonicalJson.of(parameters.values())).isEqualTo("{\"hosts\":\"a.example.org,b.example.org,c\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", "a[x]", "a[-1]", "a[99999]", "a[0", ".a"})
    void aNameThatMakesNoSenseIsRefused(String name) {
        SetParameters parameters = new SetParameters(JsonNodeFactory.instance.objectNode());

        assertThatThrownBy(() -> parameters.set(name, "x")).hasMessageContaining("InvalidHelmParameter");
    }

    @Test
    void onlyWholeNumbersAreArguments() {
        SetParameters parameters = new SetParameters(JsonNodeFactory.instance.objectNode());
        parameters.set("size", "1000000");
        parameters.set("password", "hunter2");
        parameters.set("ports", "{80,443}");
        parameters.set("pin", "1234");
        parameters.setText("pin", "1234");
        parameters.set("--x, y", "1");

        assertThat(parameters.arguments()).containsExactly("--set=size=1000000", "--set=ports={80,443}");
    }

    private String helm(String flag, List<String> more) throws IOException {
        write("base.yaml", BASE);
        write("chart/Chart.yaml", "apiVersion: v2\nname: show\nversion: 1.0.0\n");
        write(
                "chart/templates/a.yaml",
                "values: {{ .Values | toJson | quote }}\nprinted: {{ .Values | toString | quote }}");
        Command command = new Command(
                "helm",
                TOOLBOX.helm().binary(),
                Stream.of(List.of("template", "--values=base.yaml", flag), more, List.of("--", "r", "chart"))
                        .flatMap(List::stream)
                        .toList(),
                workspace);
        return new String(RUNNER.run(command), StandardCharsets.UTF_8);
    }

    private void write(String file, String text) throws IOException {
        Path path = workspace.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
