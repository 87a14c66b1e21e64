package dev.tenure.domain.provisioning;

import java.util.UUID;

/**
 * What an operation is for. Every cause knows what to do with the result.
 *
 * @param kind which capability caused it
 * @param id the case, rotation, wave, grant or review
 */
public record Cause(Kind kind, UUID id) {

    /** The capabilities that cause operations. */
    public enum Kind {
        LEAVER_CASE,
        /** Two people undo what a leaver's case took away by mistake. */
        UNDO,
        SECRET_ROTATION,
        /** Somebody was given privileged access past the product, and its system says that this is taken back. The id is the finding's. */
        OUT_OF_BAND_GRANT,
        /** Accounts that a wave disables to see whether anybody misses them, or gives back. */
        WAVE
    }
}
