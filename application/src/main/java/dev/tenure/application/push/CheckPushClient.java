package dev.tenure.application.push;

import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.push.PushClient;
import java.util.Set;

/** A client asks what the server can do. Nobody else is told. */
public final class CheckPushClient {

    private final Transactions transactions;
    private final PushClients clients;

    public CheckPushClient(Transactions transactions, PushClients clients) {
        this.transactions = transactions;
        this.clients = clients;
    }

    /** Tells whether the caller may push. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(Role.HR_SOURCE)) {
            return new Outcome.NotAllowed(Set.of(Role.HR_SOURCE));
        }
        return transactions.call(now -> clients.ofSubject(command.caller().subject())
                .filter(PushClient::enabled)
                .<Outcome>map(Outcome.Admitted::new)
                .orElseGet(Outcome.NotAClient::new));
    }

    /** Who asks. */
    public record Command(Caller caller) {}

    /** Who the caller is as a client, or why they are none. */
    public sealed interface Outcome {
        /** The caller may push. */
        record Admitted(PushClient client) implements Outcome {}

        /** No client that may push has the caller's subject. */
        record NotAClient() implements Outcome {}

        /** The caller does not hold the role of a source. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
