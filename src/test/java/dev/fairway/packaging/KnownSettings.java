package dev.fairway.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every setting that someone reads: ours by our classes and sources, others by the metadata that their libraries carry. */
final class KnownSettings {

    /** Read by name: {@code @Value("${…}")}, {@code getProperty("…")}, conditions. */
    private static final Pattern READ = Pattern.compile(
            "(?:\\$\\{|getProperty\\(\\s*\"|BooleanProperty\\(\"|Property\\(name = \")(fairway\\.[a-z0-9.-]*[a-z0-9])");

    /** Spring's own, which its metadata leaves out because they are read before any of it. */
    private static final Set<String> EARLY = Set.of("spring.config.import", "spring.profiles.active");

    private final Set<String> names = new TreeSet<>(EARLY);

    KnownSettings() {
        try {
            addRecords();
            addReadByName();
            addMetadata();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> names() {
        return names;
    }

    /** The settings that an environment variable sets, by the very rules by which the program reads it. */
    Stream<String> setBy(String variable) {
        ConfigurationPropertySource source = ConfigurationPropertySource.from(
                new SystemEnvironmentPropertySource("systemEnvironment", Map.of(variable, "value")));
        return names.stream()
                .filter(name -> source.getConfigurationProperty(ConfigurationPropertyName.of(name)) != null);
    }

    private void addRecords() throws IOException {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(
                    org.springframework.beans.factory.annotation.AnnotatedBeanDefinition definition) {
                return true;
            }
        };
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        scanner.findCandidateComponents("dev.fairway").forEach(found -> {
            Class<?> type = ClassUtils.resolveClassName(
                    String.valueOf(found.getBeanClassName()), KnownSettings.class.getClassLoader());
            addComponents(type.getAnnotation(ConfigurationProperties.class).value(), type);
        });
    }

    private void addComponents(String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "." + dashed(component.getName());
            Class<?> inner = component.getType();
            if (inner.isRecord()) {
                addComponents(name, inner);
            } else if (Collection.class.isAssignableFrom(inner)
                    && component.getGenericType() instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> element
                    && element.isRecord()) {
                addComponents(name + "[0]", element);
            } else {
                names.add(name);
            }
        }
    }

    private static String dashed(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    private void addReadByName() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher reading = READ.matcher(Files.readString(source));
                while (reading.find()) {
                    names.add(reading.group(1));
                }
            }
        }
    }

    private void addMetadata() throws IOException {
        JsonMapper json = new JsonMapper();
        Resource[] files = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/*spring-configuration-metadata.json");
        for (Resource file : files) {
            try (InputStream content = file.getInputStream()) {
                for (JsonNode property : json.readTree(content).path("properties")) {
                    String name = property.path("name").asString("");
                    if (ConfigurationPropertyName.isValid(name)) {
                        names.add(name);
                    }
                }
            }
        }
    }
}
