package dev.fairway.web.applications.tree;

/** Cuts names to the room a card has; widths are what the letters take on average. */
final class Fit {

    private static final double NAME_LETTER = 7.3;
    private static final double SMALL_LETTER = 6.3;

    private Fit() {}

    /** The head and the tail of a name: the middle tells objects apart least. */
    static String name(String name, int pixels) {
        int letters = (int) (pixels / NAME_LETTER);
        if (name.length() <= letters || letters < 8) {
            return name;
        }
        int tail = (letters - 1) / 2;
        return name.substring(0, letters - 1 - tail) + "…" + name.substring(name.length() - tail);
    }

    /** A name that begins like its owner's: the end is what tells it apart. */
    static String ownedName(String name, String owner, int pixels) {
        int letters = (int) (pixels / NAME_LETTER);
        if (name.length() <= letters || !name.startsWith(owner + "-")) {
            return name(name, pixels);
        }
        String rest = name.substring(owner.length() + 1);
        int before = owner.lastIndexOf('-');
        String longer = owner.substring(before + 1) + "-" + rest;
        return "…" + (longer.length() < letters ? longer : rest);
    }

    static int smallWidth(String text) {
        return (int) Math.ceil(text.length() * SMALL_LETTER);
    }
}
