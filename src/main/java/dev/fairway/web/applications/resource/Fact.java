package dev.fairway.web.applications.resource;

/** Something to know about an object, with a link if there is more to see. */
record Fact(String name, String text, String href, boolean code) {

    /** Whether its link leads out of Fairway. */
    public boolean leadsOut() {
        return !href.isEmpty() && !href.startsWith("/");
    }

    static Fact plain(String name, String text) {
        return new Fact(name, text, "", false);
    }

    static Fact code(String name, String text) {
        return new Fact(name, text, "", true);
    }

    static Fact link(String name, String text, String href) {
        return new Fact(name, text, href, false);
    }
}
