package dev.tenure.application.inventory;

import dev.tenure.connector.spi.Secret;
import java.util.Optional;

/** Secrets that stand outside the product and are named by references, such as {@code env:TENURE_SECRET_HR}. */
public interface Secrets {

    /** What is wrong with a reference's form, and the remedy; empty when nothing is. MUST look nothing up. */
    Optional<String> problem(String reference);

    /**
     * The secret that a reference names, read now.
     *
     * @param setting the setting it is for, which stands in the message
     * @throws dev.tenure.connector.spi.ConfigurationException where the form is not allowed or nothing is there; the message
     *     MUST NOT hold the secret
     */
    Secret resolve(String setting, String reference);

    /**
     * Puts a secret where a reference names a file that is not there yet, readable for us alone. MUST NOT replace anything.
     *
     * @return false, with nothing written, where the reference is of another form, something is there already, or we may not
     *     write there
     */
    boolean keep(String reference, Secret secret);
}
