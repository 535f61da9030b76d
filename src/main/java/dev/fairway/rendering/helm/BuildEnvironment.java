package dev.fairway.rendering.helm;

import dev.fairway.rendering.RenderRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The variables that an application's Helm parameters, values and value file names may refer to: {@code $NAME} and
 * {@code ${NAME}}.
 */
public final class BuildEnvironment {

    private final Map<String, String> variables;

    private BuildEnvironment(Map<String, String> variables) {
        this.variables = variables;
    }

    public static BuildEnvironment of(RenderRequest request, RenderRequest.Source source) {
        Map<String, String> variables = new LinkedHashMap<>();
        String revision = source.revision();
        variables.put("ARGOCD_APP_NAME", request.application().trackingName());
        variables.put("ARGOCD_APP_NAMESPACE", request.namespace());
        variables.put("ARGOCD_APP_PROJECT_NAME", request.project());
        variables.put("ARGOCD_APP_REVISION", revision);
        variables.put("ARGOCD_APP_REVISION_SHORT", cut(revision, 7));
        variables.put("ARGOCD_APP_REVISION_SHORT_8", cut(revision, 8));
        variables.put("ARGOCD_APP_SOURCE_PATH", source.spec().path());
        variables.put("ARGOCD_APP_SOURCE_REPO_URL", source.spec().repository().text());
        variables.put("ARGOCD_APP_SOURCE_TARGET_REVISION", source.spec().targetRevision());
        variables.put("KUBE_VERSION", request.kubeVersion());
        variables.put("KUBE_API_VERSIONS", String.join(",", request.apiVersions()));
        return new BuildEnvironment(variables);
    }

    /**
     * Fills in every variable of a short text. As in Argo CD an unknown one becomes empty, {@code $$} becomes {@code $},
     * and a {@code $} that nothing follows stays.
     */
    public String fill(String text) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '$' || at + 1 == text.length()) {
                result.append(c);
                at++;
                continue;
            }
            char next = text.charAt(at + 1);
            if (next == '$') {
                result.append('$');
                at += 2;
            } else if (next == '{') {
                int end = text.indexOf('}', at);
                result.append(end < 0 ? "" : variables.getOrDefault(text.substring(at + 2, end), ""));
                at = end < 0 ? at + 2 : end + 1;
            } else {
                int end = at + 1;
                while (end < text.length() && isWordPart(text.charAt(end))) {
                    end++;
                }
                result.append(end == at + 1 ? "$" : variables.getOrDefault(text.substring(at + 1, end), ""));
                at = end;
            }
        }
        return result.toString();
    }

    /** Fills in known variables only: a values block has dollar signs of its own. */
    public String fillKnown(String text) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        String result = text;
        // The longest name first: ARGOCD_APP_NAME is the beginning of ARGOCD_APP_NAMESPACE.
        for (String name : variables.keySet().stream()
                .sorted((a, b) -> b.length() - a.length())
                .toList()) {
            String value = variables.getOrDefault(name, "");
            result = result.replace("${" + name + "}", value).replace("$" + name, value);
        }
        return result;
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }
}
