package dev.tenure.web.audit;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log says, newest first.
 *
 * @param types the types that can be asked for
 * @param type the type asked for; empty for all
 * @param subjectKind what it is about; empty for everything
 * @param subjectId the one it is about; empty for everything
 * @param narrowed whether it is not simply the whole log
 * @param nextHref the following page; null at the end
 */
public record AuditPage(
        List<Type> types,
        String type,
        String subjectKind,
        String subjectId,
        boolean narrowed,
        List<Event> events,
        @Nullable String nextHref)
        implements Page {

    public AuditPage {
        types = List.copyOf(types);
        events = List.copyOf(events);
    }

    @Override
    public String template() {
        return "audit/events.html";
    }

    /** A type of event. */
    public record Type(String name, boolean chosen) {}

    /**
     * An event.
     *
     * @param leaf its index in the tree; empty until it is sequenced
     * @param payload the canonical JSON, as it is hashed
     * @param disclosed the personal values behind its commitments, as far as they may be seen and are not erased
     * @param withheld the fields whose values show to confidential HR alone
     */
    public record Event(
            String id,
            String type,
            int version,
            Moment at,
            String leaf,
            String payload,
            List<Disclosed> disclosed,
            List<String> withheld) {
        public Event {
            disclosed = List.copyOf(disclosed);
            withheld = List.copyOf(withheld);
        }
    }

    /** A personal value. */
    public record Disclosed(String field, String value) {}
}
