package dev.fairway.web.access;

import dev.fairway.access.policy.Resource;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What one must be allowed to call this. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {

    Resource resource() default Resource.APPLICATIONS;

    /**
     * For example {@code sync}. A word in braces stands for a part of the address, or else a parameter, of that name:
     * <code>action/{group}/{kind}/{verb}</code>.
     */
    String action();

    On on() default On.APPLICATION;

    /** Where the object comes from. */
    enum On {
        /** The application that the address names. One that may not be read is answered like one that is not there. */
        APPLICATION,
        /** The application of the operation that the address names; likewise. */
        OPERATION,
        /** The project that the address names; likewise. */
        PROJECT,
        /** None: it is about the installation. */
        INSTALLATION,
        /** The request's body says so: one must be allowed this somewhere, and the handler asks for each object. */
        SOMEWHERE
    }
}
