package dev.tenure.application.push;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedGroup;
import dev.tenure.domain.push.PushedGroupId;
import java.time.Instant;
import java.util.Set;

/** A client deletes a group. Its members stay. */
public final class WithdrawPushedGroup {

    private final Transactions transactions;
    private final PushClients clients;
    private final PushedGroups groups;
    private final PushEvents events;

    public WithdrawPushedGroup(Transactions transactions, PushClients clients, PushedGroups groups, PushEvents events) {
        this.transactions = transactions;
        this.clients = clients;
        this.groups = groups;
        this.events = events;
    }

    /** Removes the group. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.HR_SOURCE)) {
            return new Outcome.NotAllowed(Set.of(Role.HR_SOURCE));
        }
        return transactions.call(now -> clients.ofSubject(command.caller().subject())
                .filter(PushClient::enabled)
                .map(client -> groups.find(client.name(), command.group())
                        .map(group -> withdraw(group, command, now))
                        .orElseGet(Outcome.Unknown::new))
                .orElseGet(Outcome.NotAClient::new));
    }

    private Outcome withdraw(PushedGroup group, Command command, Instant now) {
        if (!command.versions().isEmpty() && !command.versions().contains(group.version())) {
            return new Outcome.Stale(group.version());
        }
        groups.remove(group);
        events.group(group, PushEvents.Change.WITHDRAWN, command.caller(), now);
        return new Outcome.Withdrawn();
    }

    /**
     * Which group.
     *
     * @param versions the ones that the caller expects; empty for any
     */
    public record Command(Caller caller, PushedGroupId group, Set<Long> versions) {
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
