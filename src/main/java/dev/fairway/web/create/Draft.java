package dev.fairway.web.create;

import dev.fairway.resource.Manifests;
import org.springframework.util.MultiValueMap;

/**
 * What was written so far.
 *
 * @param byYaml whether it is written as YAML; else the fields count
 * @param fields the form's fields; empty ones if it is written as YAML
 * @param yaml the whole application
 */
public record Draft(boolean byYaml, NewApplication fields, String yaml) {

    static Draft ofForm(NewApplication fields) {
        return new Draft(false, fields, Manifests.toYaml(fields.manifest()));
    }

    static Draft ofYaml(String yaml) {
        return new Draft(true, NewApplication.EMPTY, yaml);
    }

    /** Reads either form; the button “Edit as YAML” turns fields into text. */
    static Draft read(MultiValueMap<String, String> form) {
        String yaml = form.getFirst("yaml");
        if (yaml != null) {
            return ofYaml(yaml);
        }
        Draft draft = ofForm(NewApplication.read(form).reshaped(form));
        return form.containsKey("as-yaml") ? ofYaml(draft.yaml()) : draft;
    }

    boolean isUntouched() {
        return byYaml ? yaml.isBlank() : fields.isUntouched();
    }
}
