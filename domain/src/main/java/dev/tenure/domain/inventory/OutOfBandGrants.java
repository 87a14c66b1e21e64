package dev.tenure.domain.inventory;

/** What the product does about privileged access that somebody gave on the target, past the product. */
public enum OutOfBandGrants {
    /** It says so: a finding, and people decide. */
    ALERT,
    /** It takes the membership back as well, where the system is in act and the account is not protected. */
    TAKE_BACK
}
