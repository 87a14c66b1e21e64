package dev.tenure.application.audit;

import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.AuditField;

/**
 * Where every use case writes down what it made true (AUD-1).
 *
 * <p>MUST write in the caller's transaction and refuse where there is none, so that an event exists exactly when its change
 * does. MUST keep the order of appends within a transaction. MUST put personal fields into the event only as salted
 * commitments, with value and salt beside it (AUD-4), and confidential ones likewise, so that nobody can tell them apart in the
 * event. MUST refuse, by throwing {@link IllegalStateException}, an event id
 * that is in the log already. There is no way to change or remove an event through this port.
 */
public interface AuditLog {

    /** Writes one event. */
    void append(AuditEvent event);

    /**
     * What is and will be written down for a matter is confidential no longer: it shows to every reader of the log and stands
     * in every later export. Cannot be taken back. Repeating it changes nothing.
     */
    void open(AuditField.Matter matter);
}
