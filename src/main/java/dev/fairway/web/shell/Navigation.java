package dev.fairway.web.shell;

import java.util.List;
import org.springframework.stereotype.Component;

/** The destinations that have a page. An entry appears by itself once a controller answers its address. */
@Component
class Navigation {

    private final Answered answered;

    Navigation(Answered answered) {
        this.answered = answered;
    }

    List<Destination> destinations() {
        return Destination.ALL.stream()
                .filter(destination -> answered.answers(destination.href()))
                .toList();
    }
}
