package dev.tenure.application.secrets;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Somebody looks at one shared secret: what it is, who knows it, and its rotations. Its owner may, and so may who reads them all. */
public final class ShowSharedSecret {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final Identities identities;
    private final SharedSecrets secrets;
    private final SecretRotations rotations;

    public ShowSharedSecret(
            Transactions transactions, Identities identities, SharedSecrets secrets, SecretRotations rotations) {
        this.transactions = transactions;
        this.identities = identities;
        this.secrets = secrets;
        this.rotations = rotations;
    }

    /** Reads it. Who may not read all and owns nothing is not told what there is. */
    public Outcome handle(Command command) {
        boolean readsAll = command.caller().hasAny(READERS);
        return transactions.call(now -> secrets.find(command.id())
                .filter(secret -> readsAll
                        || command.caller().isSamePersonAs(secret.description().owner()))
                .<Outcome>map(secret -> new Outcome.Shown(
                        secret,
                        identities.names(secret.knowers().keySet()),
                        rotations.list(Optional.empty(), Optional.of(command.id()), PageRequest.first())))
                .orElse(readsAll ? new Outcome.Unknown() : new Outcome.NotAllowed(Set.of(READERS))));
    }

    /** Which secret, for whom. */
    public record Command(Caller caller, SharedSecretId id) {}

    /** The secret, or why not. */
    public sealed interface Outcome {
        /**
         * The secret and what happened to it.
         *
         * @param names what who knows it is called
         * @param rotations its latest rotations, newest first
         */
        record Shown(SharedSecret secret, Map<IdentityId, String> names, Slice<SecretRotation> rotations)
                implements Outcome {}

        /** There is no such secret. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may and is not the secret's owner. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
