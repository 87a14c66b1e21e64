package dev.tenure.domain.webhook;

/** Whose shape a source's deliveries have: how they are signed, what they say, where the person is read again. */
public enum Vendor {
    BAMBOOHR,
    GUSTO,
    HIBOB,
    /** The product's own documented shape, for everything else. */
    GENERIC
}
