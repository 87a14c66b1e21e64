package dev.tenure.application.identity;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.StatusEntry;
import java.util.List;
import java.util.Set;

/** Somebody looks at one person, and at what was known of them on which day and from whom (IDN-1). */
public final class ShowIdentity {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final Identities identities;

    public ShowIdentity(Transactions transactions, Identities identities) {
        this.transactions = transactions;
        this.identities = identities;
    }

    /** Reads the identity and its history. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> identities
                .find(command.id())
                .<Outcome>map(identity -> new Outcome.Shown(
                        Confidentiality.shown(identity, command.caller()),
                        Confidentiality.shown(identities.history(command.id()), command.caller())))
                .orElse(new Outcome.Unknown()));
    }

    /** Who is wanted, and by whom. */
    public record Command(Caller caller, IdentityId id) {}

    /** The identity, or why not. */
    public sealed interface Outcome {
        /** The identity and its history, oldest first, as the caller may see them. */
        record Shown(Identity identity, List<StatusEntry> history) implements Outcome {}

        /** There is no such identity. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
