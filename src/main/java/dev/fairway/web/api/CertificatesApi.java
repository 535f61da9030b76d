package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.resource.Problem;
import dev.fairway.source.HostAuthorities;
import dev.fairway.source.HostAuthority;
import dev.fairway.source.KnownHost;
import dev.fairway.source.KnownHosts;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/certificates}: SSH keys of known hosts ({@code certType: ssh}) and certificate authorities of hosts
 * ({@code https}). {@code certData} is base64, of the key's text or of PEM.
 */
@RestController
@RequestMapping(path = "/api/v1/certificates", produces = MediaType.APPLICATION_JSON_VALUE)
class CertificatesApi {

    private final KnownHosts hosts;
    private final HostAuthorities authorities;

    CertificatesApi(KnownHosts hosts, HostAuthorities authorities) {
        this.hosts = hosts;
        this.authorities = authorities;
    }

    @GetMapping
    @Needs(resource = Resource.CERTIFICATES, action = "get", on = On.INSTALLATION)
    ObjectNode list(
            @RequestParam(defaultValue = "*") String hostNamePattern,
            @RequestParam(defaultValue = "") String certType,
            @RequestParam(defaultValue = "") String certSubType) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        Wanted wanted = new Wanted(pattern(hostNamePattern), certType, certSubType);
        hosts.all().stream().filter(wanted::isMeant).forEach(host -> items.add(show(host)));
        authorities.all().stream().filter(wanted::isMeant).forEach(authority -> items.add(show(authority)));
        return list;
    }

    @PostMapping
    @Needs(resource = Resource.CERTIFICATES, action = "create", on = On.INSTALLATION)
    @Transactional
    public ObjectNode create(@RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        ArrayNode made = JsonNodeFactory.instance.arrayNode();
        if (!body.path("items").isArray()) {
            throw invalid("Send a list of certificates: {\"items\": [{serverName, certType, certSubType, certData}]}.");
        }
        for (JsonNode item : body.path("items")) {
            String host = item.path("serverName").asString("");
            String data = decoded(item);
            switch (item.path("certType").asString("")) {
                case "ssh" ->
                    hosts.add(host + " " + item.path("certSubType").asString("") + " " + data, principal.actor())
                            .forEach(each -> made.add(show(each)));
                case "https" -> made.add(show(authorities.save(host, data, principal.actor())));
                default -> throw invalid("The certType of a certificate is ssh or https.");
            }
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.putObject("metadata");
        result.set("items", made);
        return result;
    }

    /** Removes what was entered; keys that are built in stay. */
    @DeleteMapping
    @Needs(resource = Resource.CERTIFICATES, action = "delete", on = On.INSTALLATION)
    @Transactional
    public ObjectNode delete(
            @RequestParam String hostNamePattern,
            @RequestParam(defaultValue = "") String certType,
            @RequestParam(defaultValue = "") String certSubType,
            @AuthenticationPrincipal Principal principal) {
        Wanted wanted = new Wanted(pattern(hostNamePattern), certType, certSubType);
        ArrayNode removed = JsonNodeFactory.instance.arrayNode();
        for (KnownHost host : hosts.entered().stream().filter(wanted::isMeant).toList()) {
            hosts.remove(host, principal.actor());
            removed.add(show(host));
        }
        for (HostAuthority authority :
                authorities.all().stream().filter(wanted::isMeant).toList()) {
            authorities.remove(authority.host(), principal.actor());
            removed.add(show(authority));
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.putObject("metadata");
        result.set("items", removed);
        return result;
    }

    private record Wanted(Pattern name, String type, String subType) {

        boolean isMeant(KnownHost host) {
            return (type.isEmpty() || type.equals("ssh"))
                    && (subType.isEmpty() || subType.equals(host.keyType()))
                    && name.matcher(host.host()).matches();
        }

        boolean isMeant(HostAuthority authority) {
            return (type.isEmpty() || type.equals("https"))
                    && subType.isEmpty()
                    && name.matcher(authority.host()).matches();
        }
    }

    private static ObjectNode show(KnownHost host) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("serverName", host.host())
                .put("certType", "ssh")
                .put("certSubType", host.keyType())
                .put("certInfo", host.fingerprint());
    }

    private static ObjectNode show(HostAuthority authority) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("serverName", authority.host())
                .put("certType", "https")
                .put("certSubType", "")
                .put(
                        "certInfo",
                        authority.certificates().stream()
                                .map(HostAuthority.Certificate::subject)
                                .collect(Collectors.joining("; ")));
    }

    /** A star is any text; every other sign is itself. */
    private static Pattern pattern(String glob) {
        List<String> parts =
                Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).toList();
        return Pattern.compile(String.join(".*", parts), Pattern.CASE_INSENSITIVE);
    }

    private static String decoded(JsonNode item) {
        try {
            return new String(
                    Base64.getMimeDecoder().decode(item.path("certData").asString("")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw invalid("certData is not base64.");
        }
    }

    private static RuntimeException invalid(String message) {
        return Problem.stalled("CertificateInvalid", message).asException();
    }
}
