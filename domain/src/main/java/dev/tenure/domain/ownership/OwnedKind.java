package dev.tenure.domain.ownership;

/** What can have an owner who leaves. */
public enum OwnedKind {
    /** A system in the inventory, by its owner. */
    SYSTEM("system"),
    /** Somebody who is no employee, by their sponsor. */
    ENGAGEMENT("engagement"),
    /** A non-human identity, by its owner. */
    NON_HUMAN("non-human");

    private final String label;

    OwnedKind(String label) {
        this.label = label;
    }

    /** The name in database, API and log. */
    public String label() {
        return label;
    }
}
