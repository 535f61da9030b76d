package dev.fairway.web.shell;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The destinations that have a page. An entry appears by itself once a controller answers its address. */
@Component
class Navigation {

    private final Answered answered;

    Navigation(Answered answered) {
        this.answered = answered;
    }

    List<Destination> destinations() {
        return there(Destination.ALL.stream());
    }

    List<Destination> evidence() {
        return there(Destination.EVIDENCE.stream());
    }

    /** What is found by its name. */
    List<Destination> named() {
        return there(Stream.concat(
                Destination.ALL.stream(), Destination.EVIDENCE.stream().skip(1)));
    }

    private List<Destination> there(Stream<Destination> all) {
        return all.filter(destination -> answered.answers(destination.href())).toList();
    }
}
