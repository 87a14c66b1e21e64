package dev.tenure.application.identity;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.ManagerChain;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody looks up who leads a person, up to the top, and who decides in their place where the nearest cannot. Managers are
 * found by the ids of the source that is believed about them.
 */
public final class ShowManagerChain {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final Identities identities;
    private final WorkerStatements statements;

    public ShowManagerChain(Transactions transactions, Identities identities, WorkerStatements statements) {
        this.transactions = transactions;
        this.identities = identities;
        this.statements = statements;
    }

    /** Follows the managers up. */
    public Outcome handle(Command command) {
        Caller caller = command.caller();
        if (!caller.hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> identities
                .find(command.id())
                .<Outcome>map(person -> {
                    ManagerChain chain = ManagerChain.of(person, key -> statements
                            .whose(key)
                            .flatMap(identities::find)
                            .map(manager -> Confidentiality.shown(manager, caller)));
                    return new Outcome.Shown(chain, chain.deciding());
                })
                .orElse(new Outcome.Unknown()));
    }

    /** Who is wanted, and by whom. */
    public record Command(Caller caller, IdentityId id) {}

    /** The chain, or why not. */
    public sealed interface Outcome {
        /** The chain, and the nearest one above who can decide. */
        record Shown(ManagerChain chain, Optional<Identity> deciding) implements Outcome {}

        /** There is no such identity. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
