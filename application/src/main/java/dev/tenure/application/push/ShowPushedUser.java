package dev.tenure.application.push;

import dev.tenure.application.push.PushedGroups.Membership;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedUser;
import dev.tenure.domain.push.PushedUserId;
import java.util.List;
import java.util.Set;

/** A client reads one of its users. */
public final class ShowPushedUser {

    private final Transactions transactions;
    private final PushClients clients;
    private final PushedUsers users;
    private final PushedGroups groups;

    public ShowPushedUser(Transactions transactions, PushClients clients, PushedUsers users, PushedGroups groups) {
        this.transactions = transactions;
        this.clients = clients;
        this.users = users;
        this.groups = groups;
    }

    /** Shows the user and the groups it is in. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.HR_SOURCE)) {
            return new Outcome.NotAllowed(Set.of(Role.HR_SOURCE));
        }
        return transactions.call(now -> clients.ofSubject(command.caller().subject())
                .filter(PushClient::enabled)
                .map(client -> users.find(client.name(), command.user())
                        .<Outcome>map(user -> new Outcome.Shown(
                                user, groups.memberships(Set.of(user.id())).getOrDefault(user.id(), List.of())))
                        .orElseGet(Outcome.Unknown::new))
                .orElseGet(Outcome.NotAClient::new));
    }

    /** Which user. */
    public record Command(Caller caller, PushedUserId user) {}

    /** The user, or why not. */
    public sealed interface Outcome {
        /** Here it is. */
        record Shown(PushedUser user, List<Membership> groups) implements Outcome {}

        /** There is no such resource, or it is another client's. */
        record Unknown() implements Outcome {}

        /** No client that may push has the caller's subject. */
        record NotAClient() implements Outcome {}

        /** The caller does not hold the role of a source. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
