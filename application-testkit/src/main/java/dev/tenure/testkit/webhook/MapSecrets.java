package dev.tenure.testkit.webhook;

import dev.tenure.application.inventory.Secrets;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Secrets in a map. References are of the forms of production; what is not there can be put there. Whoever looks one up inside a
 * transaction is refused: in production others would wait for a disk.
 */
public final class MapSecrets implements Secrets {

    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final BooleanSupplier inTransaction;

    /** @param inTransaction whether the caller is inside a transaction */
    public MapSecrets(BooleanSupplier inTransaction) {
        this.inTransaction = inTransaction;
    }

    /** Puts a secret where a reference finds it. */
    public void put(String reference, String secret) {
        secrets.put(reference, secret);
    }

    /** Takes it away. */
    public void remove(String reference) {
        secrets.remove(reference);
    }

    @Override
    public Optional<String> problem(String reference) {
        return reference.matches("env:TENURE_SECRET_[A-Z0-9_]+|file:[a-z]+(/[a-z0-9-]+)*")
                ? Optional.empty()
                : Optional.of("is not a reference to a secret: write one");
    }

    @Override
    public Secret resolve(String setting, String reference) {
        refuseInTransaction();
        return Optional.ofNullable(secrets.get(reference))
                .map(Secret::of)
                .orElseThrow(() -> new ConfigurationException(setting, "is not there: put it there"));
    }

    @Override
    public boolean keep(String reference, Secret secret) {
        refuseInTransaction();
        return reference.startsWith("file:") && secrets.putIfAbsent(reference, secret.reveal()) == null;
    }

    private void refuseInTransaction() {
        if (inTransaction.getAsBoolean()) {
            throw new IllegalStateException(
                    "a secret is looked up or kept inside a transaction: do it before or after");
        }
    }
}
