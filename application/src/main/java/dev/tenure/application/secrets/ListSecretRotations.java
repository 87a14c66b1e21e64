package dev.tenure.application.secrets;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SharedSecretId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Somebody looks at which secrets are to be rotated because somebody left, how far that is, and what was. */
public final class ListSecretRotations {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final SecretRotations rotations;

    public ListSecretRotations(Transactions transactions, SecretRotations rotations) {
        this.transactions = transactions;
        this.rotations = rotations;
    }

    /** Reads a page, the newest first. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(
                now -> new Outcome.Listed(rotations.list(command.state(), command.secret(), command.page()), now));
    }

    /**
     * Which page of which rotations, for whom.
     *
     * @param state only those in one state, by its label
     * @param secret only those of one secret
     */
    public record Command(Caller caller, Optional<String> state, Optional<SharedSecretId> secret, PageRequest page) {}

    /** The rotations, or why not. */
    public sealed interface Outcome {
        /**
         * A page of rotations.
         *
         * @param at when it was read: what is due before is overdue
         */
        record Listed(Slice<SecretRotation> rotations, Instant at) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
