package dev.tenure.application.preservation;

import dev.tenure.domain.reconciliation.AccountId;
import java.util.Optional;

/** Tells whether what an account owns has a successor. MUST run in the caller's transaction. */
public interface Handovers {

    /** What has no verified successor yet, in words for people and without personal data; empty where nothing lacks one. */
    Optional<String> missing(AccountId account);
}
