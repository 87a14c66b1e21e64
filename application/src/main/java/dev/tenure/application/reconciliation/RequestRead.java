package dev.tenure.application.reconciliation;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.ReadId;
import dev.tenure.domain.reconciliation.SystemRead;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Somebody wants to know what a system holds now. The reading takes its time; the answer says where to look for it. */
public final class RequestRead {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final RequestKeys requestKeys;
    private final TargetSystems systems;
    private final SystemReads reads;
    private final ReadAgenda agenda;
    private final ReconciliationEvents events;

    public RequestRead(
            Transactions transactions,
            Identifiers identifiers,
            RequestKeys requestKeys,
            TargetSystems systems,
            SystemReads reads,
            ReadAgenda agenda,
            ReconciliationEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.requestKeys = requestKeys;
        this.systems = systems;
        this.reads = reads;
        this.agenda = agenda;
        this.events = events;
    }

    /**
     * Asks for a read; one that is under way already is the answer to this request too, and its scope says whether it covers what was
     * wanted. Where changes cannot be told, the read of them ends and one of the whole follows.
     */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        UUID id = identifiers.next();
        return transactions.call(
                now -> switch (requestKeys.claim(command.caller().subject(), command.requestKey(), id)) {
                    case RequestKeys.Claim.Fresh fresh -> request(command, new ReadId(id), now);
                    case RequestKeys.Claim.Repeated repeated ->
                        // Nothing was made where the first request was refused: it is judged anew.
                        reads.find(new ReadId(repeated.created()))
                                .<Outcome>map(Outcome.UnderWay::new)
                                .orElseGet(() -> request(command, new ReadId(repeated.created()), now));
                    case RequestKeys.Claim.Reused reused -> new Outcome.KeyReused();
                    case RequestKeys.Claim.InProgress busy -> new Outcome.InProgress();
                });
    }

    private Outcome request(Command command, ReadId id, Instant now) {
        if (systems.find(command.system()).isEmpty()) {
            return new Outcome.Unknown();
        }
        Optional<SystemRead.Requested> current = reads.current(command.system());
        if (current.isPresent()) {
            return new Outcome.UnderWay(current.get());
        }
        SystemRead.Requested read =
                new SystemRead.Requested(id, command.system(), command.scope(), now, command.mayShrink());
        reads.add(read);
        agenda.due(id);
        events.requested(read, command.caller(), now);
        return new Outcome.UnderWay(read);
    }

    /**
     * What to read, and for whom.
     *
     * @param mayShrink whether the caller says that the system may hold far less than is known of it
     */
    public record Command(
            Caller caller, RequestKey requestKey, SystemId system, SystemRead.Scope scope, boolean mayShrink) {}

    /** The read, or why not. */
    public sealed interface Outcome {
        /** Asked for now or before. */
        record UnderWay(SystemRead read) implements Outcome {}

        /** There is no such system. */
        record Unknown() implements Outcome {}

        /** The idempotency key was used for another request. */
        record KeyReused() implements Outcome {}

        /** The first request with this key has not ended. */
        record InProgress() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
