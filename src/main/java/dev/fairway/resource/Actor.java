package dev.fairway.resource;

/**
 * Who caused something.
 *
 * @param kind a person, a token (a script), or automation of this control plane
 * @param name the user name, the token's name, or the part of the control plane
 */
public record Actor(Kind kind, String name) {

    public enum Kind {
        PERSON,
        TOKEN,
        AUTOMATION
    }

    public static Actor person(String name) {
        return new Actor(Kind.PERSON, name);
    }

    public static Actor token(String name) {
        return new Actor(Kind.TOKEN, name);
    }

    public static Actor automation(String part) {
        return new Actor(Kind.AUTOMATION, part);
    }
}
