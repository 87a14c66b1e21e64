package dev.tenure.application.push;

import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.push.PushClient;
import java.util.Optional;
import java.util.Set;

/** An administrator says which system may push, by which subject it signs in, and how its workers' days are counted. */
public final class ConfigurePushClient {

    private final Transactions transactions;
    private final PushClients clients;
    private final WorkerSources sources;
    private final PushEvents events;

    public ConfigurePushClient(
            Transactions transactions, PushClients clients, WorkerSources sources, PushEvents events) {
        this.transactions = transactions;
        this.clients = clients;
        this.sources = sources;
        this.events = events;
    }

    /** Adds the client, or changes the one of this name if it still is at the version the caller looked at. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.ADMINISTRATOR)) {
            return new Outcome.NotAllowed(Set.of(Role.ADMINISTRATOR));
        }
        PushClient client = command.client();
        return transactions.call(now -> {
            Optional<PushClient> present = clients.find(client.name());
            long version = present.map(PushClient::version).orElse(0L);
            if (version != client.version()) {
                return new Outcome.Stale(version);
            }
            Optional<PushClient> other =
                    clients.ofSubject(client.subject()).filter(c -> !c.name().equals(client.name()));
            if (other.isPresent()) {
                return new Outcome.SubjectTaken(other.get().name());
            }
            if (!sources.claim(client.name(), WorkerSources.Kind.SCIM)) {
                return new Outcome.NameTaken();
            }
            PushClient saved = clients.save(client);
            events.configured(saved, command.caller(), now);
            return new Outcome.Configured(saved, present.isEmpty());
        });
    }

    /** How the client is to be; its version is the one the caller looked at, 0 for a new client. */
    public record Command(Caller caller, PushClient client) {}

    /** The client, or why not. */
    public sealed interface Outcome {
        /** In force. */
        record Configured(PushClient client, boolean isNew) implements Outcome {}

        /** A source of another kind has the name. */
        record NameTaken() implements Outcome {}

        /** Another client signs in with the subject. */
        record SubjectTaken(String client) implements Outcome {}

        /** Somebody changed it since; it is at this version now. */
        record Stale(long version) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
