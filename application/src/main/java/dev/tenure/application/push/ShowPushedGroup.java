package dev.tenure.application.push;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedGroup;
import dev.tenure.domain.push.PushedGroupId;
import java.util.Set;

/** A client reads one of its groups. */
public final class ShowPushedGroup {

    private final Transactions transactions;
    private final PushClients clients;
    private final PushedGroups groups;

    public ShowPushedGroup(Transactions transactions, PushClients clients, PushedGroups groups) {
        this.transactions = transactions;
        this.clients = clients;
        this.groups = groups;
    }

    /** Shows the group and its members. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.HR_SOURCE)) {
            return new Outcome.NotAllowed(Set.of(Role.HR_SOURCE));
        }
        return transactions.call(now -> clients.ofSubject(command.caller().subject())
                .filter(PushClient::enabled)
                .map(client -> groups.find(client.name(), command.group())
                        .<Outcome>map(Outcome.Shown::new)
                        .orElseGet(Outcome.Unknown::new))
                .orElseGet(Outcome.NotAClient::new));
    }

    /** Which group. */
    public record Command(Caller caller, PushedGroupId group) {}

    /** The group, or why not. */
    public sealed interface Outcome {
        /** Here it is. */
        record Shown(PushedGroup group) implements Outcome {}

        /** There is no such resource, or it is another client's. */
        record Unknown() implements Outcome {}

        /** No client that may push has the caller's subject. */
        record NotAClient() implements Outcome {}

        /** The caller does not hold the role of a source. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
