package dev.tenure.application.push;

import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.push.PushClient;
import dev.tenure.domain.push.PushedUser;
import dev.tenure.domain.push.PushedUserId;
import dev.tenure.domain.push.PushedValue;
import java.time.Instant;
import java.util.Set;

/** A client tells of a user for the first time. The user is kept as told, and what it says of the worker is taken at once. */
public final class RegisterPushedUser {

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final PushClients clients;
    private final PushedUsers users;
    private final PushDesk desk;
    private final PushEvents events;

    public RegisterPushedUser(
            Transactions transactions,
            Identifiers identifiers,
            PushClients clients,
            PushedUsers users,
            PushDesk desk,
            PushEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.clients = clients;
        this.users = users;
        this.desk = desk;
        this.events = events;
    }

    /** Adds the user. Nobody else of the client may have its name, external id or worker id. */
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
        PushedUser user =
                PushedUser.register(new PushedUserId(identifiers.next()), client.name(), command.document(), now);
        return desk.taken(user).<Outcome>map(Outcome.Taken::new).orElseGet(() -> {
            PushedUser saved = users.save(user);
            events.user(saved, PushEvents.Change.CREATED, command.caller(), now);
            desk.tell(client, saved, now);
            return new Outcome.Registered(saved);
        });
    }

    /** The user's attributes, without flaws. */
    public record Command(Caller caller, PushedValue.Complex document) {}

    /** The user, or why not. */
    public sealed interface Outcome {
        /** Kept. */
        record Registered(PushedUser user) implements Outcome {}

        /** Another user of the client has this already. */
        record Taken(TakenFact fact) implements Outcome {}

        /** No client that may push has the caller's subject. */
        record NotAClient() implements Outcome {}

        /** The caller does not hold the role of a source. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
