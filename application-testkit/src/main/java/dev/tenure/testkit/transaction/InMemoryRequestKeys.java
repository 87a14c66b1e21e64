package dev.tenure.testkit.transaction;

import dev.tenure.application.transaction.RequestKey;
import dev.tenure.application.transaction.RequestKeys;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Request keys in memory. Transactions in memory never meet, so a request under way is staged by the test. */
public final class InMemoryRequestKeys implements RequestKeys {

    private record Held(String fingerprint, UUID created) {}

    private record Name(String caller, String key) {}

    private final Table<Name, Held> held;
    private final Set<String> underWay = new HashSet<>();

    /** @param transactions what it takes part in */
    public InMemoryRequestKeys(InMemoryTransactions transactions) {
        this.held = transactions.table();
    }

    /** From now on a key looks as if another request held it. */
    public void holdElsewhere(String key) {
        underWay.add(key);
    }

    @Override
    public Claim claim(String caller, RequestKey request, UUID created) {
        Name name = new Name(caller, request.key());
        Optional<Held> present = held.find(name);
        if (underWay.contains(request.key())) {
            return new Claim.InProgress();
        }
        if (present.isEmpty()) {
            held.put(name, new Held(request.fingerprint(), created));
            return new Claim.Fresh();
        }
        return present.get().fingerprint().equals(request.fingerprint())
                ? new Claim.Repeated(present.get().created())
                : new Claim.Reused();
    }
}
