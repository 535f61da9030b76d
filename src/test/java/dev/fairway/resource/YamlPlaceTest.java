package dev.fairway.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.YamlPlace.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class YamlPlaceTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final String TEXT = """
            # ünicode 🙂 before it
            kind: ConfigMap
            metadata: {name: a}
            data: {replicas: "3"}
            ---
            kind: Deployment
            metadata:
              name: web
            spec:
              replicas: 3   # three
              paused: &no false
              other: *no
              note: |
                block
              template:
                spec:
                  containers:
                    - name: side
                      image: side:1
                    - name: web
                      image: 'web:1'
            """;

    @Test
    void onlyTheValueIsReplaced() {
        YamlPlace place = found(new Step.Field("spec"), new Step.Field("replicas"));

        assertThat(place.object()).isEqualTo("web");
        assertThat(place.line()).isEqualTo(10);
        assertThat(place.with(NODES.numberNode(5))).isEqualTo(TEXT.replace("replicas: 3  ", "replicas: 5  "));
    }

    @Test
    void anItemIsFoundByItsKeyAndTextStaysQuoted() {
        YamlPlace place = found(
                new Step.Field("spec"),
                new Step.Field("template"),
                new Step.Field("spec"),
                new Step.Field("containers"),
                new Step.Item(Map.of("name", "web")),
                new Step.Field("image"));

        assertThat(place.with(NODES.stringNode("web:2"))).isEqualTo(TEXT.replace("'web:1'", "\"web:2\""));
    }

    @Test
    void whatIsSharedOrABlockOrNotThereIsNotFound() {
        assertThat(all(new Step.Field("spec"), new Step.Field("paused"))).isEmpty();
        assertThat(all(new Step.Field("spec"), new Step.Field("other"))).isEmpty();
        assertThat(all(new Step.Field("spec"), new Step.Field("note"))).isEmpty();
        assertThat(all(new Step.Field("spec"), new Step.Field("template"))).isEmpty();
        assertThat(all(new Step.Field("status"))).isEmpty();
        assertThat(YamlPlace.find("{{ .Values.all }}: {{", "Deployment", List.of(new Step.Field("a"))))
                .isEmpty();
    }

    private static YamlPlace found(Step... steps) {
        List<YamlPlace> places = all(steps);
        assertThat(places).hasSize(1);
        return places.getFirst();
    }

    private static List<YamlPlace> all(Step... steps) {
        return YamlPlace.find(TEXT, "Deployment", List.of(steps));
    }
}
