package dev.fairway.web.shell;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Which addresses a controller answers: menus show what is there, and no list has to be kept beside the code. */
@Component
public class Answered {

    private final SingletonSupplier<Set<String>> addresses;

    Answered(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.addresses = SingletonSupplier.of(() -> mappings.getObject().getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .collect(Collectors.toUnmodifiableSet()));
    }

    public boolean answers(String address) {
        return addresses.obtain().contains(address);
    }
}
