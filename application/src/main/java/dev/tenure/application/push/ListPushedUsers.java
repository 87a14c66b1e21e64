package dev.tenure.application.push;

import dev.tenure.application.push.PushedGroups.Membership;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedUser;
import dev.tenure.domain.push.PushedUserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A client looks for users among its own. */
public final class ListPushedUsers {

    private final Transactions transactions;
    private final PushClients clients;
    private final PushedUsers users;
    private final PushedGroups groups;

    public ListPushedUsers(Transactions transactions, PushClients clients, PushedUsers users, PushedGroups groups) {
        this.transactions = transactions;
        this.clients = clients;
        this.users = users;
        this.groups = groups;
    }

    /** Lists the users that fit. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.HR_SOURCE)) {
            return new Outcome.NotAllowed(Set.of(Role.HR_SOURCE));
        }
        return transactions.call(now -> clients.ofSubject(command.caller().subject())
                .filter(PushClient::enabled)
                .map(client -> list(client, command))
                .orElseGet(Outcome.NotAClient::new));
    }

    private Outcome list(PushClient client, Command command) {
        return switch (users.list(client.name(), command.query())) {
            case PushedPage.Found<PushedUser> found ->
                new Outcome.Listed(
                        found,
                        groups.memberships(
                                found.items().stream().map(PushedUser::id).collect(Collectors.toSet())));
            case PushedPage.UnknownCursor<PushedUser> unknown -> new Outcome.UnknownCursor();
            case PushedPage.OutdatedCursor<PushedUser> outdated -> new Outcome.OutdatedCursor();
        };
    }

    /** What to look for. */
    public record Command(Caller caller, PushedQuery query) {}

    /** The users, or why not. */
    public sealed interface Outcome {
        /** Here they are, with the groups of those who are in any. */
        record Listed(PushedPage.Found<PushedUser> page, Map<PushedUserId, List<Membership>> groups)
                implements Outcome {}

        /** The cursor was never given out for this query. */
        record UnknownCursor() implements Outcome {}

        /** What the cursor stands at was changed since. */
        record OutdatedCursor() implements Outcome {}

        /** No client that may push has the caller's subject. */
        record NotAClient() implements Outcome {}

        /** The caller does not hold the role of a source. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
