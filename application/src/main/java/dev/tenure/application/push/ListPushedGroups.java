package dev.tenure.application.push;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedGroup;
import java.util.Set;

/** A client looks for groups among its own. */
public final class ListPushedGroups {

    private final Transactions transactions;
    private final PushClients clients;
    private final PushedGroups groups;

    public ListPushedGroups(Transactions transactions, PushClients clients, PushedGroups groups) {
        this.transactions = transactions;
        this.clients = clients;
        this.groups = groups;
    }

    /** Lists the groups that fit. */
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
        return switch (groups.list(client.name(), command.query(), command.withMembers())) {
            case PushedPage.Found<PushedGroup> found -> new Outcome.Listed(found);
            case PushedPage.UnknownCursor<PushedGroup> unknown -> new Outcome.UnknownCursor();
            case PushedPage.OutdatedCursor<PushedGroup> outdated -> new Outcome.OutdatedCursor();
        };
    }

    /**
     * What to look for.
     *
     * @param withMembers whether members are wanted
     */
    public record Command(Caller caller, PushedQuery query, boolean withMembers) {}

    /** The groups, or why not. */
    public sealed interface Outcome {
        /** Here they are. */
        record Listed(PushedPage.Found<PushedGroup> page) implements Outcome {}

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
