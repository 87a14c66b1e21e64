package dev.tenure.domain.lifecycle;

import dev.tenure.domain.provisioning.Artefact;
import java.util.Optional;

/**
 * What brings a milestone about on an account. Which steps an account needs follows from what its system's connector can do and
 * see.
 */
public enum Step {
    /** Nobody can sign in. Every account needs it: whether it is so, every target shows. */
    DISABLE("disable-account", Milestone.BLOCKED),
    /** No session is live. */
    END_SESSIONS("end-sessions", Milestone.CONTAINED),
    /** No key, token or certificate is left. */
    REVOKE_CREDENTIALS("revoke-credentials", Milestone.CONTAINED),
    /** Nobody knows the password. */
    RESET_SECRET("reset-secret", Milestone.CONTAINED),
    /** No second factor is enrolled. Never before the account is contained: a password alone would do. */
    CLEAR_MFA("clear-mfa", Milestone.CLEAN),
    /** It is a member of nothing that the target lets go. Every account needs it. */
    REVOKE_MEMBERSHIPS("revoke-memberships", Milestone.CLEAN);

    private final String label;
    private final Milestone milestone;

    Step(String label, Milestone milestone) {
        this.label = label;
        this.milestone = milestone;
    }

    /** The name in database and API: that of the work that takes the step. */
    public String label() {
        return label;
    }

    /** The milestone that it is a part of. */
    public Milestone milestone() {
        return milestone;
    }

    /** What is gone once the step is shown; empty where that is no thing that targets list. */
    public Optional<Artefact.Kind> ends() {
        return switch (this) {
            case END_SESSIONS -> Optional.of(Artefact.Kind.SESSION);
            case REVOKE_CREDENTIALS -> Optional.of(Artefact.Kind.CREDENTIAL);
            case CLEAR_MFA -> Optional.of(Artefact.Kind.MFA_METHOD);
            case DISABLE, RESET_SECRET, REVOKE_MEMBERSHIPS -> Optional.empty();
        };
    }

    /** The step that ends a kind of thing. */
    public static Step ending(Artefact.Kind kind) {
        return switch (kind) {
            case SESSION -> END_SESSIONS;
            case CREDENTIAL -> REVOKE_CREDENTIALS;
            case MFA_METHOD -> CLEAR_MFA;
        };
    }
}
