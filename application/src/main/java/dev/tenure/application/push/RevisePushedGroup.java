package dev.tenure.application.push;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedGroup;
import dev.tenure.domain.push.PushedGroupId;
import dev.tenure.domain.push.PushedUserId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A client changes a group or who is in it. What changes nothing leaves no trace. */
public final class RevisePushedGroup {

    private final Transactions transactions;
    private final PushClients clients;
    private final PushedUsers users;
    private final PushedGroups groups;
    private final PushEvents events;

    public RevisePushedGroup(
            Transactions transactions, PushClients clients, PushedUsers users, PushedGroups groups, PushEvents events) {
        this.transactions = transactions;
        this.clients = clients;
        this.users = users;
        this.groups = groups;
        this.events = events;
    }

    /** Changes the group and its members. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.HR_SOURCE)) {
            return new Outcome.NotAllowed(Set.of(Role.HR_SOURCE));
        }
        return transactions.call(now -> clients.ofSubject(command.caller().subject())
                .filter(PushClient::enabled)
                .map(client -> groups.find(client.name(), command.group())
                        .map(group -> revise(client, group, command, now))
                        .orElseGet(Outcome.Unknown::new))
                .orElseGet(Outcome.NotAClient::new));
    }

    private Outcome revise(PushClient client, PushedGroup group, Command command, Instant now) {
        if (!command.versions().isEmpty() && !command.versions().contains(group.version())) {
            return new Outcome.Stale(group.version());
        }
        Optional<GroupDescription> wanted =
                command.revision().of(new GroupDescription(group.document(), group.members()));
        if (wanted.isEmpty()) {
            return new Outcome.NotApplicable();
        }
        PushedGroup changed = group.revise(wanted.get().document(), wanted.get().members(), now);
        if (changed.document().equals(group.document()) && changed.members().equals(group.members())) {
            return new Outcome.Revised(group);
        }
        if (changed.externalId()
                .flatMap(id -> groups.ofExternalId(client.name(), id))
                .filter(other -> !other.id().equals(group.id()))
                .isPresent()) {
            return new Outcome.Taken(TakenFact.EXTERNAL_ID);
        }
        Set<PushedUserId> added = new HashSet<>(changed.members());
        added.removeAll(group.members());
        if (users.known(client.name(), added).size() < added.size()) {
            return new Outcome.UnknownMember();
        }
        PushedGroup saved = groups.save(changed);
        events.group(saved, PushEvents.Change.REVISED, command.caller(), now);
        return new Outcome.Revised(saved);
    }

    /**
     * Which group is to become what.
     *
     * @param versions the ones that the caller expects; empty for any
     */
    public record Command(Caller caller, PushedGroupId group, Set<Long> versions, Revision<GroupDescription> revision) {
        public Command {
            versions = Set.copyOf(versions);
        }
    }

    /** The group as it is now, or why it was not changed. */
    public sealed interface Outcome {
        /** As wanted, now or before. */
        record Revised(PushedGroup group) implements Outcome {}

        /** The change cannot be made to the group as it is; the revision knows why. */
        record NotApplicable() implements Outcome {}

        /** Another group of the client has this already. */
        record Taken(TakenFact fact) implements Outcome {}

        /** A member is no user of the client. */
        record UnknownMember() implements Outcome {}

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
