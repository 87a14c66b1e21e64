package dev.tenure.connectors.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.Evidence.Fact;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What outlives a blocked account and that SCIM knows nothing of, sessions or tokens: ended by a call of the vendor's, and
 * listed by another where there is one.
 *
 * @param what what it is called in evidence
 * @param end the call that ends all of an account's, where the configuration names one
 * @param list the call that lists them, where the configuration names one
 */
record Holdings(String what, Optional<EndpointTemplate> end, Optional<HeldListing> list) {

    Set<String> held(ScimClient client, AccountRef account) throws Trouble {
        return list.orElseThrow().read(client, account.nativeId());
    }

    /**
     * Ends them. Where they can be listed, the list after the call decides. Where they cannot, the target's own confirmation is
     * all that it shows, so a call that was not confirmed stays in doubt, however often it is repeated.
     */
    ChangeOutcome endAll(ScimClient client, Accounts accounts, AccountRef account, ObjectNode user) throws Trouble {
        List<Fact> facts = Accounts.about(user);
        if (list.isPresent()) {
            Set<String> before = held(client, account);
            if (before.isEmpty()) {
                facts.add(Fact.plain("readBack." + what + "s", "0"));
                return new ChangeOutcome.Unchanged(new Evidence(facts));
            }
            before.forEach(id -> facts.add(Fact.plain("ended." + what, id)));
        }
        WriteAnswer answer = client.call(end.orElseThrow(), account.nativeId());
        Judgement.Shown shown = Judgement.Shown.UNREADABLE;
        if (answer instanceof WriteAnswer.Done || answer instanceof WriteAnswer.Lost) {
            shown = list.isPresent() ? listed(client, account, facts) : confirmed(accounts, account, answer, facts);
        }
        return Judgement.ofWrite(answer, shown, facts);
    }

    private Judgement.Shown listed(ScimClient client, AccountRef account, List<Fact> facts) {
        try {
            Set<String> left = held(client, account);
            facts.add(Fact.plain("readBack." + what + "s", Integer.toString(left.size())));
            return left.isEmpty() ? Judgement.Shown.YES : Judgement.Shown.NO;
        } catch (Trouble e) {
            return Judgement.Shown.UNREADABLE;
        }
    }

    private Judgement.Shown confirmed(Accounts accounts, AccountRef account, WriteAnswer answer, List<Fact> facts) {
        Accounts.ReadBack read = accounts.readBack(account, answer);
        facts.add(Fact.plain("readBack." + what + "s", "the target lists none; it confirmed the call"));
        facts.add(read.fact(user -> Accounts.activeFact("readBack.active", user)));
        return read.shown(user -> answer instanceof WriteAnswer.Done, true);
    }
}
