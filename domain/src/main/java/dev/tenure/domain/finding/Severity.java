package dev.tenure.domain.finding;

/** How bad a finding is, the least first. It decides by when it has to be gone. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
