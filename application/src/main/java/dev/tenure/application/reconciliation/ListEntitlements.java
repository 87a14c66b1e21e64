package dev.tenure.application.reconciliation;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.ClassedEntitlement;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Somebody looks at what can be held on a system: which of it is privileged, as what, by which rule or mark, and since when. */
public final class ListEntitlements {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final TargetSystems systems;
    private final Privileges privileges;

    public ListEntitlements(Transactions transactions, TargetSystems systems, Privileges privileges) {
        this.transactions = transactions;
        this.systems = systems;
        this.privileges = privileges;
    }

    /** Reads a page by name. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> systems.find(command.system()).isEmpty()
                ? new Outcome.UnknownSystem()
                : new Outcome.Listed(
                        privileges.knownSince(),
                        privileges.entitlements(command.system(), command.as(), command.page())));
    }

    /**
     * Which page, for whom.
     *
     * @param as only what is of this class now
     */
    public record Command(Caller caller, SystemId system, Optional<EntitlementClass> as, PageRequest page) {}

    /** The entitlements, or why not. */
    public sealed interface Outcome {
        /**
         * A page of entitlements.
         *
         * @param knownSince when their history begins
         */
        record Listed(Instant knownSince, Slice<ClassedEntitlement> entitlements) implements Outcome {}

        /** There is no such system. */
        record UnknownSystem() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
