package dev.tenure.application.push;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.push.PushClient;
import java.util.List;
import java.util.Set;

/** Somebody looks at which systems push, and whether they may. */
public final class ListPushClients {

    private static final Role[] READERS = {Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR};

    private final Transactions transactions;
    private final PushClients clients;

    public ListPushClients(Transactions transactions, PushClients clients) {
        this.transactions = transactions;
        this.clients = clients;
    }

    /** Lists all clients. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(READERS)) {
            return new Outcome.NotAllowed(Set.of(READERS));
        }
        return transactions.call(now -> new Outcome.Listed(clients.all()));
    }

    /** Who asks. */
    public record Command(Caller caller) {}

    /** The clients, or why not. */
    public sealed interface Outcome {
        /** By name. */
        record Listed(List<PushClient> clients) implements Outcome {}

        /** The caller holds none of the roles that may. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
