package dev.tenure.application.push;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedGroup;
import dev.tenure.domain.push.PushedGroupId;
import java.time.Instant;
import java.util.Set;

/** A client tells of a group for the first time. Groups are kept for the client and change nobody's access yet. */
public final class RegisterPushedGroup {

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final PushClients clients;
    private final PushedUsers users;
    private final PushedGroups groups;
    private final PushEvents events;

    public RegisterPushedGroup(
            Transactions transactions,
            Identifiers identifiers,
            PushClients clients,
            PushedUsers users,
            PushedGroups groups,
            PushEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.clients = clients;
        this.users = users;
        this.groups = groups;
        this.events = events;
    }

    /** Adds the group. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.HR_SOURCE)) {
            return new Outcome.NotAllowed(Set.of(Role.HR_SOURCE));
        }
        return transactions.call(now -> clients.ofSubject(command.caller().subject())
                .filter(PushClient::enabled)
                .map(client -> register(client, command, now))
                .orElseGet(Outcome.NotAClient::new));
    }

    private Outcome register(PushClient client, Command command, Instant now) {
        GroupDescription described = command.description();
        PushedGroup group = new PushedGroup(
                new PushedGroupId(identifiers.next()),
                client.name(),
                described.document(),
                described.members(),
                now,
                now,
                0);
        if (group.externalId()
                .flatMap(id -> groups.ofExternalId(client.name(), id))
                .isPresent()) {
            return new Outcome.Taken(TakenFact.EXTERNAL_ID);
        }
        if (users.known(client.name(), group.members()).size() < group.members().size()) {
            return new Outcome.UnknownMember();
        }
        PushedGroup saved = groups.save(group);
        events.group(saved, PushEvents.Change.CREATED, command.caller(), now);
        return new Outcome.Registered(saved);
    }

    /** The group. */
    public record Command(Caller caller, GroupDescription description) {}

    /** The group, or why not. */
    public sealed interface Outcome {
        /** Kept. */
        record Registered(PushedGroup group) implements Outcome {}

        /** Another group of the client has this already. */
        record Taken(TakenFact fact) implements Outcome {}

        /** A member is no user of the client. */
        record UnknownMember() implements Outcome {}

        /** No client that may push has the caller's subject. */
        record NotAClient() implements Outcome {}

        /** The caller does not hold the role of a source. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
