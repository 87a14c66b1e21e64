package dev.tenure.application.push;

import java.util.List;

/**
 * An attribute that can be asked for, resolved against the schema.
 *
 * @param path names from the top of the resource, as the schema writes them; an attribute of an extension begins with the
 *     extension's URN
 * @param kind how its values compare
 * @param many whether the first name of the path has several values; the rest of the path is inside each of them
 */
public record PushedAttribute(List<String> path, Kind kind, boolean many) {

    /** How values compare. */
    public enum Kind {
        /** Texts without regard to case. */
        TEXT,
        /** Texts character for character. */
        EXACT_TEXT,
        /** Moments in time. */
        MOMENT,
        /** Yes before no, no before yes: only equal or not. */
        FLAG,
        /** An attribute with attributes of its own: it is there or not. */
        COMPLEX
    }

    public PushedAttribute {
        path = List.copyOf(path);
    }

    /** The path as one text, its names divided by blanks, which no name holds. */
    public String key() {
        return String.join(" ", path);
    }
}
