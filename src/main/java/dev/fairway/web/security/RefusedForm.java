package dev.fairway.web.security;

import dev.fairway.resource.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** A form that is shown once more with what was wrong. */
public final class RefusedForm {

    private RefusedForm() {}

    /** The page says why as {@code refusal}, the answer is 422, and the audit keeps the reason and not only a number. */
    public static void tell(ProblemException refused, Model model) {
        if (RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes current) {
            RememberedFailure.remember(current.getRequest(), refused);
            HttpServletResponse response = current.getResponse();
            if (response != null) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            }
        }
        model.addAttribute("refusal", refused.problem().message());
    }
}
