package dev.tenure.persistence.audit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reads the audit key that the configuration names. */
@Singleton
final class AuditSigning {

    /**
     * @param keyFile {@code tenure.audit.key-file}
     * @param origin {@code tenure.audit.origin}
     */
    @Produces
    @Singleton
    SigningKey signingKey(
            @ConfigProperty(name = "tenure.audit.key-file") Path keyFile,
            @ConfigProperty(name = "tenure.audit.origin") String origin) {
        return SigningKey.read(keyFile, origin);
    }

    /** @param replaces {@code tenure.audit.replaces-key}: the verifier key of the key before, in a rotation only */
    @Produces
    @Singleton
    KeySuccession succession(@ConfigProperty(name = "tenure.audit.replaces-key") Optional<String> replaces) {
        return new KeySuccession(replaces);
    }
}
