package dev.tenure.web.identity;

import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which source is believed about what, and the form to decide it.
 *
 * @param tabs the pages of the section
 * @param attributes who is believed about each
 * @param sources everything that tells of workers
 * @param decided whether somebody ever decided
 * @param waiting of how many people it is still to be worked out
 * @param mayDecide whether the form is of use
 * @param seesLog whether the reader may look at earlier decisions
 * @param version what the form decides about
 * @param order the order for everything, as it was written
 * @param exceptions the order of its own of each attribute, as it was written
 */
public record AuthorityPage(
        List<Frame.Link> tabs,
        List<Believed> attributes,
        List<Source> sources,
        boolean decided,
        long waiting,
        boolean mayDecide,
        boolean seesLog,
        long version,
        Field order,
        List<Field> exceptions)
        implements Page {

    public AuthorityPage {
        tabs = List.copyOf(tabs);
        attributes = List.copyOf(attributes);
        sources = List.copyOf(sources);
        exceptions = List.copyOf(exceptions);
    }

    @Override
    public String template() {
        return "identity/authority.html";
    }

    /**
     * Who is believed about an attribute.
     *
     * @param order all sources, the most believed first
     * @param own whether the attribute has an order of its own
     */
    public record Believed(String attribute, List<String> order, boolean own) {
        public Believed {
            order = List.copyOf(order);
        }
    }

    /** Something that tells of workers. */
    public record Source(String name, String kind) {}

    /**
     * A field of the form.
     *
     * @param wrong what is wrong with what was written; null where nothing is
     */
    public record Field(String name, String value, @Nullable String wrong) {}
}
