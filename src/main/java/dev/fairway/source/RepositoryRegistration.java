package dev.fairway.source;

import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Repository.Covers;
import dev.fairway.source.Repository.SecretPart;
import dev.fairway.source.Repository.Type;
import java.util.Map;

/**
 * What a person enters about a repository.
 *
 * @param proxy {@code http://host:port}, {@code direct} for none, or empty for the proxy for all, if there is one
 * @param secrets only the parts named here change; an empty text removes a part
 */
public record RepositoryRegistration(
        Covers covers,
        RepositoryUrl url,
        Type type,
        String name,
        String project,
        String username,
        boolean enableOci,
        String proxy,
        Map<SecretPart, String> secrets) {

    public RepositoryRegistration {
        secrets = Map.copyOf(secrets);
    }

    /** By the proxy for all, if there is one. */
    public RepositoryRegistration(
            Covers covers,
            RepositoryUrl url,
            Type type,
            String name,
            String project,
            String username,
            boolean enableOci,
            Map<SecretPart, String> secrets) {
        this(covers, url, type, name, project, username, enableOci, "", secrets);
    }

    /** A Git repository without credentials. */
    public static RepositoryRegistration git(RepositoryUrl url) {
        return new RepositoryRegistration(Covers.REPOSITORY, url, Type.GIT, "", "", "", false, Map.of());
    }

    /** Names the repository only. */
    @Override
    public String toString() {
        return "RepositoryRegistration[" + url.normalized() + "]";
    }
}
