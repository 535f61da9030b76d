package dev.fairway.source.chart;

import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.ResolvedChart;
import dev.fairway.source.contact.ContactLog;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credentials;
import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.GuardedHttp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Finds and fetches charts. What a version means is remembered for a polling interval. */
public final class Charts {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._/-]{0,250}");
    private static final int REMEMBERED = 2_000;

    private final Credentials credentials;
    private final GuardedHttp http;
    private final AddressRules rules;
    private final ChartLimits limits;
    private final ChartFiles files;
    private final Duration interval;
    private final ContactLog contacts;
    private final InstantSource clock;
    private final Map<Question, ChartAnswer> answers = new ConcurrentHashMap<>();

    private record Question(String repository, String identity, String chart, String version) {}

    public Charts(
            Path folder,
            Credentials credentials,
            GuardedHttp http,
            AddressRules rules,
            ChartLimits limits,
            Duration interval,
            ContactLog contacts,
            InstantSource clock) {
        this.files = new ChartFiles(folder, limits);
        this.credentials = credentials;
        this.http = http;
        this.rules = rules;
        this.limits = limits;
        this.interval = interval;
        this.contacts = contacts;
        this.clock = clock;
    }

    /** See {@link dev.fairway.source.Sources#chart}. */
    public ResolvedChart chart(RepositoryUrl repository, String chart, String version) {
        Access access = credentials.accessTo(repository);
        Question question = new Question(repository.normalized(), access.identity(), chart, version.strip());
        if (answers.size() > REMEMBERED) {
            answers.clear();
        }
        return answers.computeIfAbsent(question, same -> new ChartAnswer(interval, clock))
                .get(() -> contacts.noting(repository, clock, () -> fetch(repository, access, question)));
    }

    /**
     * Asks a Helm repository for its index, or a registry whether it takes the credential.
     *
     * @throws dev.fairway.resource.ProblemException why it did not answer
     */
    public void reach(RepositoryUrl repository, Access access) {
        if (isOci(repository, access)) {
            String host = repository.text().replaceFirst("^oci://", "").replaceFirst("/.*$", "");
            URI base = uri((Registries.isPlain(host, rules) ? "http://" : "https://") + host + "/");
            new OciRegistry(base, "", new ChartRequests(http, "oci://" + host, access, limits)).ping();
        } else {
            URI base = uri(repository.text().replaceFirst("/*$", "/"));
            new HelmRepository(base, new ChartRequests(http, display(base), access, limits)).index("");
        }
    }

    private static boolean isOci(RepositoryUrl repository, Access access) {
        return repository.isOci() || access.oci() && !repository.text().contains("://");
    }

    /** Forgets what the versions of a repository mean. */
    public void forget(RepositoryUrl repository) {
        answers.keySet().removeIf(each -> each.repository().equals(repository.normalized()));
    }

    private ResolvedChart fetch(RepositoryUrl repository, Access access, Question question) {
        boolean oci = isOci(repository, access);
        if (!question.chart().isEmpty() && !NAME.matcher(question.chart()).matches()
                || question.chart().contains("..")) {
            throw ChartRequests.stalled("ChartInvalid", "A chart cannot have this name");
        }
        return oci ? fromRegistry(repository, access, question) : fromRepository(repository, access, question);
    }

    private ResolvedChart fromRepository(RepositoryUrl repository, Access access, Question question) {
        URI base = uri(repository.text().replaceFirst("/*$", "/"));
        ChartRequests requests = new ChartRequests(http, display(base), access, limits);
        if (question.chart().isEmpty()) {
            throw ChartRequests.stalled("ChartInvalid", "Name the chart of " + requests.display());
        }
        HelmRepository helm = new HelmRepository(base, requests);
        HelmIndex index = helm.index(question.chart());
        if (index.versions().isEmpty()) {
            throw ChartRequests.stalled(
                    "ChartNotFound", "There is no chart " + question.chart() + " in " + requests.display());
        }
        HelmIndex.Version version = index.select(question.version())
                .orElseThrow(() -> ChartRequests.stalled(
                        "UnknownRevision",
                        "No version of chart " + question.chart() + " in " + requests.display() + " is or satisfies "
                                + question.version()));
        return files.find(question.chart(), version.digest().replaceFirst("^sha256:", ""))
                .map(tree -> new ResolvedChart(question.chart(), version.version(), tree.id(), tree))
                .orElseGet(() -> kept(question.chart(), helm.fetch(question.chart(), version)));
    }

    private ResolvedChart fromRegistry(RepositoryUrl repository, Access access, Question question) {
        String address = repository.text().replaceFirst("^oci://", "").replaceFirst("/+$", "");
        int slash = address.indexOf('/');
        String host = slash < 0 ? address : address.substring(0, slash);
        String path = slash < 0 ? "" : address.substring(slash + 1);
        String joined =
                question.chart().isEmpty() ? path : path.isEmpty() ? question.chart() : path + "/" + question.chart();
        if (!NAME.matcher(joined).matches() || joined.contains("..")) {
            throw ChartRequests.stalled("RepositoryAddressRefused", "The registry address names no chart");
        }
        URI base = uri((Registries.isPlain(host, rules) ? "http://" : "https://") + host + "/");
        ChartRequests requests = new ChartRequests(http, "oci://" + host + "/" + joined, access, limits);
        OciRegistry registry = new OciRegistry(base, joined, requests);
        String version = registry.select(question.version());
        return kept(joined.substring(joined.lastIndexOf('/') + 1), registry.fetch(version));
    }

    private ResolvedChart kept(String chart, Fetched fetched) {
        FileTree tree = files.keep(chart, fetched.archive());
        return new ResolvedChart(chart, fetched.version(), tree.id(), tree);
    }

    /** As container tools do: a registry on this machine is spoken to without TLS, where the settings allow both. */
    private static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
                throw new IllegalArgumentException("not plain");
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw ChartRequests.stalled(
                    "RepositoryAddressRefused",
                    "The chart repository's address must be an https or oci address without user and query");
        }
    }

    private static String display(URI uri) {
        return (uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath()).replaceFirst("/$", "");
    }
}
