package dev.fairway.web.operations;

import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.Operation;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.Reconciliations;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** {@code /ops/{id}}. */
@Controller
class OperationController {

    private final Ledger ledger;
    private final Reconciliations reconciliations;
    private final Clock clock;

    OperationController(Ledger ledger, Reconciliations reconciliations, Clock clock) {
        this.ledger = ledger;
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    @GetMapping("/ops/{id}")
    String show(@PathVariable long id, Model model) {
        Operation operation = ledger.operation(id)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no operation " + id + "."));
        Optional<OperationState> current = reconciliations
                .status(operation.application())
                .flatMap(ApplicationStatus::operation)
                .filter(state -> state.id() == id);
        model.addAttribute("op", OperationPage.of(operation, current, clock.instant()));
        return "ops/operation";
    }
}
