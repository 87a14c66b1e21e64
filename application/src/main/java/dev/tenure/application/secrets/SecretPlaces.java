package dev.tenure.application.secrets;

import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.domain.secrets.SharedSecret;
import java.util.Optional;

/** Whether what a secret is said to open is under governance. */
final class SecretPlaces {

    private final TargetSystems systems;
    private final Accounts accounts;

    SecretPlaces(TargetSystems systems, Accounts accounts) {
        this.systems = systems;
        this.accounts = accounts;
    }

    /** Whether its system, and the account on it where it has one, are known. */
    boolean areKnown(Optional<SharedSecret.Place> place) {
        return place.map(p -> systems.find(p.system()).isPresent()
                        && p.account()
                                .map(id -> accounts.find(id)
                                        .filter(account -> account.system().equals(p.system()))
                                        .isPresent())
                                .orElse(true))
                .orElse(true);
    }
}
