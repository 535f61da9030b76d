package dev.fairway.source.chart;

import dev.fairway.resource.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the small YAML files of charts: no aliases, no types of its own, little depth. */
final class BoundedYaml {

    private static final int DEPTH = 50;

    private BoundedYaml() {}

    static LoaderOptions options(long maxBytes) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit((int) Math.min(maxBytes, Integer.MAX_VALUE));
        options.setNestingDepthLimit(DEPTH);
        options.setMaxAliasesForCollections(0);
        options.setAllowDuplicateKeys(false);
        return options;
    }

    static Map<?, ?> map(String what, byte[] bytes) {
        try {
            Yaml yaml = new Yaml(new SafeConstructor(options(1 << 20)));
            Object read = yaml.load(new String(bytes, StandardCharsets.UTF_8));
            return read instanceof Map<?, ?> map ? map : Map.of();
        } catch (YAMLException | StackOverflowError e) {
            throw Problem.stalled("ChartInvalid", what + " is not valid YAML").asException();
        }
    }

    static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null || value instanceof Map || value instanceof List ? "" : value.toString();
    }

    static List<Map<?, ?>> maps(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list
                ? list.stream()
                        .filter(each -> each instanceof Map)
                        .<Map<?, ?>>map(each -> (Map<?, ?>) each)
                        .toList()
                : List.of();
    }
}
