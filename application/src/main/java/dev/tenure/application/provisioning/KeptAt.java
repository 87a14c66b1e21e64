package dev.tenure.application.provisioning;

import dev.tenure.application.inventory.Secrets;
import dev.tenure.connector.spi.ConfigurationException;
import dev.tenure.connector.spi.Keeping;
import dev.tenure.connector.spi.Secret;
import java.util.Optional;

/** Keeps a new credential at a reference, and nowhere else. */
record KeptAt(Secrets secrets, String reference) implements Keeping {

    @Override
    public Optional<Secret> kept() {
        try {
            return Optional.of(secrets.resolve("reference", reference));
        } catch (ConfigurationException e) {
            // Nothing is there, or nothing that we may read: what would be written there is refused then.
            return Optional.empty();
        }
    }

    @Override
    public boolean keep(Secret secret) {
        return secrets.keep(reference, secret);
    }
}
