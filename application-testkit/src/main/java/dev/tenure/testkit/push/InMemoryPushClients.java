package dev.tenure.testkit.push;

import dev.tenure.application.push.PushClients;
import dev.tenure.domain.push.PushClient;
import dev.tenure.testkit.transaction.InMemoryTransactions;
import dev.tenure.testkit.transaction.InMemoryTransactions.StaleVersion;
import dev.tenure.testkit.transaction.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** SCIM clients in memory. */
public final class InMemoryPushClients implements PushClients {

    private final Table<String, PushClient> clients;

    /** @param transactions what it takes part in */
    public InMemoryPushClients(InMemoryTransactions transactions) {
        this.clients = transactions.table();
    }

    @Override
    public Optional<PushClient> find(String name) {
        return clients.find(name);
    }

    @Override
    public Optional<PushClient> ofSubject(String subject) {
        return clients.all().filter(client -> client.subject().equals(subject)).findFirst();
    }

    @Override
    public List<PushClient> all() {
        return clients.all().sorted(Comparator.comparing(PushClient::name)).toList();
    }

    @Override
    public PushClient save(PushClient client) {
        boolean taken = ofSubject(client.subject())
                .filter(other -> !other.name().equals(client.name()))
                .isPresent();
        if (taken || find(client.name()).map(PushClient::version).orElse(0L) != client.version()) {
            throw new StaleVersion("the client");
        }
        PushClient saved = new PushClient(client.source(), client.subject(), client.enabled(), client.version() + 1);
        clients.put(client.name(), saved);
        return saved;
    }
}
