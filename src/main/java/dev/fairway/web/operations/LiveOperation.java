package dev.fairway.web.operations;

import dev.fairway.ledger.Concerned;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.Operation;
import dev.fairway.resource.ApplicationName;
import dev.fairway.web.applications.LiveApplication;
import dev.fairway.web.live.Fingerprint;
import dev.fairway.web.live.LivePage;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps the page of one operation fresh. While it runs, its log grows without any state changing. */
@Component
class LiveOperation implements LivePage {

    private static final int LOG_AFTER_SECONDS = 5;

    private final Ledger ledger;
    private final LiveApplication application;

    LiveOperation(Ledger ledger, LiveApplication application) {
        this.ledger = ledger;
        this.application = application;
    }

    @Override
    public String kind() {
        return "op";
    }

    @Override
    public Optional<ApplicationName> application(String about) {
        return about.matches("\\d{1,18}")
                ? ledger.concerned(Long.parseLong(about)).map(Concerned::application)
                : Optional.empty();
    }

    @Override
    public Optional<ApplicationName> concerns(String about) {
        return about.matches("\\d{1,18}")
                ? ledger.concerned(Long.parseLong(about)).map(Concerned::application)
                : Optional.empty();
    }

    @Override
    public String mark(String about, Instant now) {
        return about.matches("\\d{1,18}")
                ? ledger.operation(Long.parseLong(about))
                        .map(operation -> mark(operation, now))
                        .orElse("gone")
                : "gone";
    }

    private String mark(Operation operation, Instant now) {
        boolean runs = operation.rolloutVerdict().isEmpty()
                && operation
                        .syncVerdict()
                        .filter(verdict -> !verdict.result().equalsIgnoreCase("Succeeded"))
                        .isEmpty();
        return Fingerprint.of(operation.syncVerdict()
                        + "" + operation.rolloutVerdict()
                        + operation.attempts().size())
                + "-" + application.mark(operation.application().toString(), now)
                + (runs ? "-" + now.getEpochSecond() / LOG_AFTER_SECONDS : "");
    }
}
