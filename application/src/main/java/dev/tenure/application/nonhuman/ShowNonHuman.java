package dev.tenure.application.nonhuman;

import dev.tenure.application.identity.Identities;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Somebody looks at one non-human identity: what for, who answers for it, who asked and who approved. */
public final class ShowNonHuman {

    private final Transactions transactions;
    private final NonHumans nonHumans;
    private final Identities identities;

    public ShowNonHuman(Transactions transactions, NonHumans nonHumans, Identities identities) {
        this.transactions = transactions;
        this.nonHumans = nonHumans;
        this.identities = identities;
    }

    /** Reads it. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(ListNonHumans.READERS)) {
            return new Outcome.NotAllowed(Set.of(ListNonHumans.READERS));
        }
        return transactions.call(now -> nonHumans
                .find(command.nonHuman())
                .<Outcome>map(found -> shown(found, now))
                .orElse(new Outcome.Unknown()));
    }

    private Outcome shown(NonHuman nonHuman, Instant now) {
        Optional<Identity> owner = identities.find(nonHuman.owner());
        boolean unowned = nonHuman instanceof NonHuman.Active
                && owner.filter(person -> person.canAnswer(now)).isEmpty();
        return new Outcome.Shown(new NonHumans.Listed(
                nonHuman, owner.map(person -> person.profile().displayName()), unowned));
    }

    /** Which is wanted, and by whom. */
    public record Command(Caller caller, NonHumanId nonHuman) {}

    /** It, or why not. */
    public sealed interface Outcome {
        /** It, with what is known of its owner. */
        record Shown(NonHumans.Listed shown) implements Outcome {}

        /** There is no such one. */
        record Unknown() implements Outcome {}

        /** The caller holds none of the roles that may read this. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
