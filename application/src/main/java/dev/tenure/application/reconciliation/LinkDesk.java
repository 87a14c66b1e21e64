package dev.tenure.application.reconciliation;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.LinkDecision;
import dev.tenure.domain.reconciliation.LinkedAccount;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Links accounts by the word of a person, inside the transaction of whoever took that word. */
public final class LinkDesk {

    private final Identifiers identifiers;
    private final Accounts accounts;
    private final AccountLinks links;
    private final LinkConsequences consequences;
    private final ReconciliationEvents events;

    public LinkDesk(
            Identifiers identifiers,
            Accounts accounts,
            AccountLinks links,
            LinkConsequences consequences,
            ReconciliationEvents events) {
        this.identifiers = identifiers;
        this.accounts = accounts;
        this.links = links;
        this.consequences = consequences;
        this.events = events;
    }

    /** Why an account cannot become a new identity's. */
    public enum Trouble {
        /** No target shows it. */
        GONE,
        /** It has an identity. */
        TAKEN,
        /** It is the caller's, as far as can be told. */
        OWN
    }

    /** Why an account cannot become a new identity's by the caller's word; nothing where it can. Locks the account. */
    public Optional<Trouble> trouble(Caller caller, AccountId account) {
        Optional<LinkedAccount> known = links.lock(account);
        if (known.isEmpty()) {
            return Optional.of(Trouble.GONE);
        }
        if (known.get().account().identity().isPresent()) {
            return Optional.of(Trouble.TAKEN);
        }
        return OwnAccount.is(caller, known.get().account(), Stream.empty())
                ? Optional.of(Trouble.OWN)
                : Optional.empty();
    }

    /** Links an account that a target shows. Whoever calls this has looked whether the caller may. */
    public LinkedAccount link(Caller caller, AccountId account, IdentityId identity, String reason, Instant now) {
        LinkedAccount known = links.lock(account).orElseThrow();
        LinkDecision decision = new LinkDecision(
                identifiers.next(), account, identity, LinkDecision.Verdict.LINKED, reason, caller.subject(), now);
        links.decide(decision);
        events.linked(known, decision, caller, now);
        if (!known.account().identity().equals(Optional.of(identity))) {
            consequences.linked(accounts.find(account).orElseThrow(), now);
        }
        return links.lock(account).orElseThrow();
    }
}
