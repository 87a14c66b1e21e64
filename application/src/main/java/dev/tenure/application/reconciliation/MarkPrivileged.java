package dev.tenure.application.reconciliation;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.PrivilegeMark;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody knows that an account, or whoever is a direct member of an entitlement, can do more harm than others:
 * administration, money, secrets (IDN-7). From now on who holds it has to be out sooner when they leave. One person is
 * enough, since it makes nothing less safe.
 */
public final class MarkPrivileged {

    private static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR};

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final TargetSystems systems;
    private final Accounts accounts;
    private final PrivilegeMarks marks;
    private final Privileges privileges;
    private final ReconciliationEvents events;

    public MarkPrivileged(
            Transactions transactions,
            Identifiers identifiers,
            TargetSystems systems,
            Accounts accounts,
            PrivilegeMarks marks,
            Privileges privileges,
            ReconciliationEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.systems = systems;
        this.accounts = accounts;
        this.marks = marks;
        this.privileges = privileges;
        this.events = events;
    }

    /** Marks it. Where it is marked already, that mark stays as it is. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        return transactions.call(
                now -> systems.find(command.system()).isEmpty() ? new Outcome.UnknownSystem() : mark(command, now));
    }

    private Outcome mark(Command command, Instant now) {
        Optional<String> name =
                switch (command.thing()) {
                    case ACCOUNT ->
                        accounts.find(command.system(), command.nativeId()).map(Account::name);
                    case ENTITLEMENT -> accounts.entitlement(command.system(), command.nativeId());
                };
        if (name.isEmpty()) {
            return new Outcome.UnknownThing();
        }
        PrivilegeMark.InForce mark = new PrivilegeMark.InForce(new PrivilegeMark.Classed(
                identifiers.next(),
                command.system(),
                command.thing(),
                command.nativeId(),
                name.get(),
                command.as(),
                command.reason().strip(),
                command.caller().subject(),
                now));
        if (!marks.add(mark)) {
            return new Outcome.MarkedBefore(marks.inForce(command.system(), command.thing(), command.nativeId())
                    .orElseThrow());
        }
        privileges.classify(command.system(), now);
        events.marked(mark, command.caller(), now);
        return new Outcome.Marked(mark);
    }

    /**
     * What is privileged, and why.
     *
     * @param nativeId the target's id of it, byte for byte
     * @param as of which class it is; on an entitlement it goes before every rule
     * @param reason up to 500 characters
     */
    public record Command(
            Caller caller,
            SystemId system,
            PrivilegeMark.Thing thing,
            String nativeId,
            EntitlementClass as,
            String reason) {}

    /** The mark, or why not. */
    public sealed interface Outcome {
        /** It counts from now on. */
        record Marked(PrivilegeMark.InForce mark) implements Outcome {}

        /** It was marked before. */
        record MarkedBefore(PrivilegeMark.InForce mark) implements Outcome {}

        /** There is no such system. */
        record UnknownSystem() implements Outcome {}

        /** The system was never seen to have such an account or entitlement. */
        record UnknownThing() implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
