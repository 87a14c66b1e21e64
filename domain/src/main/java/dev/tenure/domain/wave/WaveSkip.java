package dev.tenure.domain.wave;

import java.util.Locale;

/** Why a wave leaves a finding alone. */
public enum WaveSkip {
    /** It is accepted, or the target shows it no more. */
    NOT_OPEN,
    /** Another wave that was started earlier has it and is not through. */
    ELSEWHERE,
    /** Who is to see to it does already. */
    THEIRS_ALREADY,
    /** Whoever started the wave has to see to it, so another person has to let it stay. */
    ACCEPTER_IS_OWNER,
    /** Whoever started the wave named who has to see to it. */
    ACCEPTER_ASSIGNED,
    /** The account is of whoever started the wave. */
    OWN_ACCOUNT,
    /** Its kind is no reason to disable an account by a wave. */
    OTHER_KIND,
    /** Its system does not show the account any more. */
    NOT_THERE,
    /** No automation touches the account. */
    PROTECTED,
    /** The account belongs to somebody by now. */
    SOMEBODYS,
    /** The wave has every account that somebody could sign in with on that system. */
    ALL_OF_SOMEBODY,
    /** Nobody could sign in with the account before. */
    DISABLED_ALREADY,
    /** The product does not act on the system. */
    NOT_IN_ACT,
    /** The wave was withdrawn first. */
    WITHDRAWN;

    /** The name in database, API and log. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of a name. */
    public static WaveSkip of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
