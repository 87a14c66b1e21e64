package dev.tenure.check.people;

/** How a person stands to the company. The order is that of who prevails where rows of one person differ. */
public enum Standing {
    EMPLOYED,
    /** What HR wrote cannot be read. */
    UNKNOWN,
    /** Begins later. */
    EXPECTED,
    LEFT
}
