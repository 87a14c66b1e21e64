package dev.tenure.connectors.aws.targets;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** Writes XML, element by element. */
final class Xml {

    private final StringBuilder out = new StringBuilder();

    Xml in(String name, Consumer<Xml> content) {
        out.append('<').append(name).append('>');
        content.accept(this);
        out.append("</").append(name).append('>');
        return this;
    }

    Xml text(String name, String value) {
        return in(name, inner -> inner.words(value));
    }

    Xml time(String name, Instant value) {
        return text(name, value.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** The text of the element that is written now. */
    void words(String value) {
        out.append(value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;"));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
