package dev.tenure.persistence.audit;

import java.util.Optional;

/**
 * Which key may sign after which. A checkpoint stays for good, so one that a stray key signed would be in every export from
 * then on: a new key signs only when the configuration names the key that it follows.
 *
 * @param replaces the verifier key of the key before; empty when there is no rotation going on
 */
record KeySuccession(Optional<String> replaces) {

    /**
     * Refuses a key that is not the log's.
     *
     * @param key the key that is to sign
     * @param newest the verifier key that signed the newest checkpoint
     * @param hasSigned whether the key that is to sign has signed a checkpoint
     */
    void check(SigningKey key, String newest, boolean hasSigned) {
        if (key.verifierKey().equals(newest)) {
            return;
        }
        if (!newest.startsWith(key.origin() + "+")) {
            throw new IllegalStateException(
                    "tenure.audit.origin: the log in this database has another; its newest checkpoint is signed by "
                            + newest);
        }
        if (hasSigned) {
            throw new IllegalStateException("tenure.audit.key-file: this key was replaced by " + newest
                    + "; configure the newer key on every replica");
        }
        if (!replaces.equals(Optional.of(newest))) {
            throw new IllegalStateException("tenure.audit.key-file: is not the key of this log, which is " + newest
                    + "; to replace that key, set tenure.audit.replaces-key to it");
        }
    }
}
