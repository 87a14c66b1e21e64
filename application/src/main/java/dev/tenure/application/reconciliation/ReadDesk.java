package dev.tenure.application.reconciliation;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import java.time.Instant;

/** Has the product itself ask for reads. It always runs inside the transaction of a use case. */
public final class ReadDesk {

    private final Identifiers identifiers;
    private final SystemReads reads;
    private final ReadAgenda agenda;
    private final ReconciliationEvents events;

    public ReadDesk(Identifiers identifiers, SystemReads reads, ReadAgenda agenda, ReconciliationEvents events) {
        this.identifiers = identifiers;
        this.reads = reads;
        this.agenda = agenda;
        this.events = events;
    }

    /** Asks for a read of a system of which none is under way. */
    void begin(SystemId system, SystemRead.Scope scope, Instant now) {
        SystemRead.Requested read = new SystemRead.Requested(new ReadId(identifiers.next()), system, scope, now);
        reads.add(read);
        agenda.due(read.id());
        events.scheduled(read, now);
    }
}
