package dev.tenure.application.push;

import dev.tenure.application.push.PushedGroups.Membership;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedUser;
import dev.tenure.domain.push.PushedUserId;
import dev.tenure.domain.push.PushedValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A client changes a user: another name, another department, not active any more. What changes nothing leaves no trace. */
public final class RevisePushedUser {

    private final Transactions transactions;
    private final PushClients clients;
    private final PushedUsers users;
    private final PushedGroups groups;
    private final PushDesk desk;
    private final PushEvents events;

    public RevisePushedUser(
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

    /** Changes the user and takes what it says of the worker. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.HR_SOURCE)) {
            return new Outcome.NotAllowed(Set.of(Role.HR_SOURCE));
        }
        return transactions.call(now -> clients.ofSubject(command.caller().subject())
                .filter(PushClient::enabled)
                .map(client -> users.find(client.name(), command.user())
                        .map(user -> revise(client, user, command, now))
                        .orElseGet(Outcome.Unknown::new))
                .orElseGet(Outcome.NotAClient::new));
    }

    private Outcome revise(PushClient client, PushedUser user, Command command, Instant now) {
        if (!command.versions().isEmpty() && !command.versions().contains(user.version())) {
            return new Outcome.Stale(user.version());
        }
        Optional<PushedValue.Complex> wanted = command.revision().of(user.document());
        if (wanted.isEmpty()) {
            return new Outcome.NotApplicable();
        }
        if (wanted.get().equals(user.document())) {
            return revised(user);
        }
        PushedUser changed = user.revise(wanted.get(), now);
        return desk.taken(changed).<Outcome>map(Outcome.Taken::new).orElseGet(() -> {
            PushedUser saved = users.save(changed);
            events.user(saved, PushEvents.Change.REVISED, command.caller(), now);
            desk.tell(client, saved, now);
            return revised(saved);
        });
    }

    private Outcome revised(PushedUser user) {
        return new Outcome.Revised(user, groups.memberships(Set.of(user.id())).getOrDefault(user.id(), List.of()));
    }

    /**
     * Which user is to become what.
     *
     * @param versions the ones that the caller expects; empty for any
     */
    public record Command(
            Caller caller, PushedUserId user, Set<Long> versions, Revision<PushedValue.Complex> revision) {
        public Command {
            versions = Set.copyOf(versions);
        }
    }

    /** The user as it is now, or why it was not changed. */
    public sealed interface Outcome {
        /** As wanted, now or before. */
        record Revised(PushedUser user, List<Membership> groups) implements Outcome {}

        /** The change cannot be made to the user as it is; the revision knows why. */
        record NotApplicable() implements Outcome {}

        /** Another user of the client has this already. */
        record Taken(TakenFact fact) implements Outcome {}

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
