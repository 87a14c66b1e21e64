package dev.tenure.application.audit;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.audit.EventType;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** An auditor or administrator reads what happened, newest first, whole or about one thing. */
public final class ListAuditEvents {

    private static final Role[] READERS = {Role.AUDITOR, Role.ADMINISTRATOR, Role.OPERATOR};

    /** The fields of {@link EventType#WORKER_RECORD_TAKEN} that tell an ending. */
    private static final Set<String> EMPLOYMENT = Set.of("change", "employment");

    private final Transactions transactions;
    private final AuditTrail trail;

    public ListAuditEvents(Transactions transactions, AuditTrail trail) {
        this.transactions = transactions;
        this.trail = trail;
    }

    /** Reads a page. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now ->
                new Outcome.Listed(trail.list(command.filter(), command.page()).map(entry -> shown(entry, command))));
    }

    /** An ending that has not taken effect shows to confidential HR alone; the log holds only its commitment (JML-6). */
    private static AuditTrail.Entry shown(AuditTrail.Entry entry, Command command) {
        if (command.caller().hasAny(Role.CONFIDENTIAL_HR)
                || !entry.type().equals(EventType.WORKER_RECORD_TAKEN.wireName())) {
            return entry;
        }
        Map<String, String> open = new HashMap<>(entry.disclosures());
        open.keySet().removeAll(EMPLOYMENT);
        return new AuditTrail.Entry(
                entry.key(),
                entry.eventId(),
                entry.type(),
                entry.version(),
                entry.occurredAt(),
                entry.payload(),
                open,
                entry.leafIndex());
    }

    /** What is wanted, and by whom. */
    public record Command(Caller caller, AuditTrail.Filter filter, PageRequest page) {}

    /** The page, or why not. */
    public sealed interface Outcome {
        /** A page of events. */
        record Listed(Slice<AuditTrail.Entry> events) implements Outcome {}

        /** The caller holds none of the roles that may read. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
