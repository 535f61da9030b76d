package dev.fairway.access.policy;

import dev.fairway.resource.ApplicationName;
import java.util.function.Predicate;

/** Which of many objects someone may do one thing to, found out once and asked often. */
public final class Sight {

    /** Whoever sees everything, such as the control plane itself. */
    public static final Sight EVERYTHING = new Sight(true, object -> true);

    private final boolean everything;
    private final Predicate<Need> allowed;

    Sight(boolean everything, Predicate<Need> allowed) {
        this.everything = everything;
        this.allowed = allowed;
    }

    /** Whether no object of any project is left out. */
    public boolean isEverything() {
        return everything;
    }

    public boolean sees(String project, ApplicationName application) {
        return everything || allowed.test(Need.onApplication(Resource.APPLICATIONS, "get", project, application));
    }
}
