package dev.tenure.application.push;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedUser;
import dev.tenure.domain.push.PushedUserId;
import java.time.Instant;
import java.util.Set;

/** A client deletes a user. The resource is gone for the client; the worker is taken for one who left, as when the client says that the user is not active any more. */
public final class WithdrawPushedUser {

    private final Transactions transactions;
    private final PushClients clients;
    private final PushedUsers users;
    private final PushedGroups groups;
    private final PushDesk desk;
    private final PushEvents events;

    public WithdrawPushedUser(
            Transactions transactions,
            PushClients clients,
            PushedUsers users,
            PushedGroups groups,
            PushDesk desk,
            PushEvents events) {
        this.transactions = transactions;
        this.clients = clients;
        this.users = users;
        this.groups = groups;
        this.desk = desk;
        this.events = events;
    }

    /** Withdraws the user, out of every group too. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.HR_SOURCE)) {
            return new Outcome.NotAllowed(Set.of(Role.HR_SOURCE));
        }
        return transactions.call(now -> clients.ofSubject(command.caller().subject())
                .filter(PushClient::enabled)
                .map(client -> users.find(client.name(), command.user())
                        .map(user -> withdraw(client, user, command, now))
                        .orElseGet(Outcome.Unknown::new))
                .orElseGet(Outcome.NotAClient::new));
    }

    private Outcome withdraw(PushClient client, PushedUser user, Command command, Instant now) {
        if (!command.versions().isEmpty() && !command.versions().contains(user.version())) {
            return new Outcome.Stale(user.version());
        }
        PushedUser saved = users.save(user.withdraw(now));
        groups.dismiss(saved.id(), now);
        events.user(saved, PushEvents.Change.WITHDRAWN, command.caller(), now);
        desk.tell(client, saved, now);
        return new Outcome.Withdrawn();
    }

    /**
     * Which user.
     *
     * @param versions the ones that the caller expects; empty for any
     */
    public record Command(Caller caller, PushedUserId user, Set<Long> versions) {
        public Command {
            versions = Set.copyOf(versions);
        }
    }

    /** Whether it is gone. */
    public sealed interface Outcome {
        /** Gone. */
        record Withdrawn() implements Outcome {}

        /** There is no such resource, or it is another client's. */
        record Unknown() implements Outcome {}

        /** It is at another version than the caller expects. */
        record Stale(long version) implements Outcome {}

        /** No client that may push has the caller's subject. */
        record NotAClient() implements Outcome {}

        /** The caller does not hold the role of a source. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
