package dev.tenure.application.provisioning;

/** Draws the random part of a pause. */
@FunctionalInterface
public interface Jitter {

    /** A number from [0, 1). MUST be uniform and MUST NOT be the same on every replica. */
    double draw();
}
