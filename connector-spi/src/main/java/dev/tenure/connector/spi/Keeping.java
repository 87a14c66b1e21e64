package dev.tenure.connector.spi;

import java.util.Optional;

/**
 * Where a new credential is put, for those who are to use it. The target tells its secret once and never again, so what is not
 * kept there is lost.
 */
public interface Keeping {

    /** What is kept already, as it was given, by this change or an attempt at it before. */
    Optional<Secret> kept();

    /**
     * Keeps what whoever is to use the credential needs. MUST be called once at most where {@link #kept()} is empty, and MUST NOT
     * be called where it is not: nothing that is kept is ever replaced.
     *
     * @param secret the credential with its id, in the form that the connector's documentation says: it MUST be able to tell the
     *     id from it later
     * @return whether it is kept for good; where not, nobody has it
     */
    boolean keep(Secret secret);
}
