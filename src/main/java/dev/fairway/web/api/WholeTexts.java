package dev.fairway.web.api;

import dev.fairway.resource.Problem;
import java.lang.reflect.Type;
import java.util.Map;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.databind.JsonNode;

/**
 * No text in a body of the API holds the character U+0000: Postgres cannot keep it, and programs that are given it end a text
 * there. Parameters and forms are looked at before, by the web's security.
 */
@RestControllerAdvice(basePackages = "dev.fairway.web.api")
class WholeTexts extends RequestBodyAdviceAdapter {

    private static final int LONGEST_PLACE = 200;

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        if (body instanceof JsonNode json) {
            check(json, "");
        }
        return body;
    }

    private static void check(JsonNode value, String place) {
        if (value.isString() && holdsNul(value.stringValue())) {
            throw Problem.stalled(
                            "InvalidRequest",
                            "The text %s holds the character U+0000. Leave it out."
                                    .formatted(place.isEmpty() ? "of the body" : "at " + shown(place)))
                    .asException();
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(value.path(i), place + "/" + i);
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (holdsNul(field.getKey())) {
                throw Problem.stalled(
                                "InvalidRequest",
                                "A field's name in %s holds the character U+0000. Leave it out."
                                        .formatted(place.isEmpty() ? "the body" : shown(place)))
                        .asException();
            }
            check(field.getValue(), place + "/" + field.getKey());
        }
    }

    private static boolean holdsNul(String text) {
        return text.indexOf('\0') >= 0;
    }

    private static String shown(String place) {
        return place.length() > LONGEST_PLACE ? place.substring(0, LONGEST_PLACE) + "…" : place;
    }
}
