package dev.tenure.application.audit;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.Actor;
import dev.tenure.domain.audit.AuditEvent;
import dev.tenure.domain.audit.EventId;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/**
 * An auditor takes the whole log away as one file and verifies it offline, with a program that shares no code with what
 * wrote it. What is confidential and not open yet is left out, whatever other roles the auditor holds: its commitment is in the
 * file, and a later export opens it.
 *
 * <p>That somebody took a copy is itself an event: the copy holds personal values, and erasure cannot reach it. The event is
 * written before the first byte leaves, so a copy without its event is impossible.
 */
public final class ExportAudit {

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final AuditLog log;
    private final AuditTrail trail;

    public ExportAudit(Transactions transactions, Identifiers identifiers, AuditLog log, AuditTrail trail) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.log = log;
        this.trail = trail;
    }

    /** Records the export and gives what writes it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.AUDITOR)) {
            return new Outcome.NotAllowed(Set.of(Role.AUDITOR));
        }
        transactions.call(now -> {
            log.append(AuditEvent.of(
                            new EventId(identifiers.next()),
                            EventType.AUDIT_EXPORTED,
                            now,
                            Actor.of(command.caller()),
                            new AuditEvent.Subject("audit-log", trail.verifierKey()))
                    .done());
            return now;
        });
        return new Outcome.Ready(trail::export);
    }

    /** Who asks. */
    public record Command(Caller caller) {}

    /** The export, or why not. */
    public sealed interface Outcome {
        /** Writes the export when called, once. */
        record Ready(Export export) implements Outcome {}

        /** The caller holds none of the roles that may export. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }

    /** Streams the export. */
    @FunctionalInterface
    public interface Export {
        /** Writes all of it and gives the number of leaves; does not close the stream. */
        long writeTo(OutputStream out) throws IOException;
    }
}
