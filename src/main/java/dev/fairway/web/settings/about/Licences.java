package dev.fairway.web.settings.about;

import dev.fairway.web.settings.about.About.Licence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The licences that lie beside the libraries of others in our pages: {@code static/vendor/<name-version>/LICENSE}. */
@Component
class Licences {

    private static final String FILES = "classpath*:/static/vendor/*/LICENSE";

    List<Licence> all() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(FILES))
                    .map(Licences::licence)
                    .sorted(Comparator.comparing(Licence::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Licence licence(Resource file) {
        try {
            String[] path = file.getURL().getPath().split("/");
            return new Licence(path[path.length - 2], file.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
