package dev.tenure.domain.identity;

/** Which of an ending's facts starts the leaver's clock (JML-5). Each source names its own, and an ending keeps it. */
public enum ClockPolicy {
    /** The earlier of the end of the last working day, in the worker's zone, and an immediate notice. */
    LAST_WORKING_DAY_OR_NOTICE,
    /** The earlier of the end of the contract's last day, in the worker's zone, and an immediate notice. */
    EFFECTIVE_DATE_OR_NOTICE
}
