package dev.fairway.web.access;

import dev.fairway.access.NotPermitted;
import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Sight;
import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Which relatives of an application someone may be told the name of. A family may reach over projects: an application of
 * a project that they may not see is counted and not named.
 */
@Component
public class Kin {

    private final Applications applications;
    private final Rights rights;

    Kin(Applications applications, Rights rights) {
        this.applications = applications;
        this.rights = rights;
    }

    /**
     * Some of many, and how many of them may not be named.
     *
     * @param hidden how many are left out
     */
    public record Shown<T>(List<T> named, int hidden) {

        static <T> Shown<T> of(List<T> all, Predicate<T> named) {
            List<T> some = all.stream().filter(named).toList();
            return new Shown<>(some, all.size() - some.size());
        }
    }

    /** The applications that this one made. */
    public Shown<Application> childrenOf(Principal who, ApplicationName parent) {
        return among(who, applications.childrenOf(parent));
    }

    /** What they may be told of any application. */
    public Telling tellingTo(Principal who) {
        Sight sight = rights.sight(who);
        if (sight.isEverything()) {
            return Telling.everything();
        }
        Map<ApplicationName, Boolean> seen = new HashMap<>();
        return Telling.without(name -> !seen.computeIfAbsent(name, asked -> isSeen(sight, asked)));
    }

    /** How many applications this one made that may not be named; nothing is asked for whoever sees everything. */
    public int hiddenChildren(Principal who, ApplicationName parent) {
        return rights.sight(who).isEverything() ? 0 : childrenOf(who, parent).hidden();
    }

    /**
     * Refuses a name that an application has which someone may not see. Identity is namespace and name, so the name cannot be
     * given twice; the answer is the one to a name that one may not use, and does not say why.
     *
     * @throws dev.fairway.resource.ProblemException {@code NotPermitted}
     */
    public void requireUsable(Principal who, ApplicationName name) {
        if (!mayName(who, name)) {
            throw Problem.stalled(
                            NotPermitted.CODE,
                            "You may not use the name %s in the namespace %s. Choose another one, or ask an administrator."
                                    .formatted(name.name(), name.namespace()))
                    .asException();
        }
    }

    /** What is not registered has no project, and only a name that somebody wrote down. */
    public boolean mayName(Principal who, ApplicationName name) {
        Sight sight = rights.sight(who);
        return sight.isEverything() || isSeen(sight, name);
    }

    private Shown<Application> among(Principal who, List<Application> relatives) {
        Sight sight = rights.sight(who);
        return Shown.of(relatives, each -> sight.sees(each.project(), each.name()));
    }

    public boolean mayName(Principal who, ResourceKey key) {
        Sight sight = rights.sight(who);
        return sight.isEverything() || isSeen(sight, key);
    }

    private boolean isSeen(Sight sight, ResourceKey key) {
        return !key.kind().equals("Application")
                || !key.group().equals("argoproj.io")
                || isSeen(
                        sight,
                        new ApplicationName(
                                key.namespace().isEmpty() ? ApplicationName.CONTROL_PLANE_NAMESPACE : key.namespace(),
                                key.name()));
    }

    private boolean isSeen(Sight sight, ApplicationName name) {
        Optional<Application> found = applications.find(name);
        return found.isEmpty() || sight.sees(found.get().project(), name);
    }
}
