package dev.fairway.web.shell;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The destinations that have a page. An entry appears by itself once a controller answers its address. */
@Component
class Navigation {

    private final SingletonSupplier<List<Destination>> destinations;

    Navigation(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.destinations = SingletonSupplier.of(() -> withPage(mappings.getObject()));
    }

    List<Destination> destinations() {
        return destinations.obtain();
    }

    private static List<Destination> withPage(RequestMappingHandlerMapping mappings) {
        Set<String> answered = mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .collect(Collectors.toSet());
        return Destination.ALL.stream()
                .filter(destination -> answered.contains(destination.href()))
                .toList();
    }
}
