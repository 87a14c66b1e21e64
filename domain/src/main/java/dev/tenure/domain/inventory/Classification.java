package dev.tenure.domain.inventory;

import java.util.List;

/**
 * Why a system matters to an auditor (IDN-5).
 *
 * @param sensitivity the class of what it holds
 * @param criticality how much the company depends on it
 * @param frameworks in-scope frameworks and criteria, such as {@code SOC 2 CC6.2}
 * @param provisioning how accounts come to be
 * @param reviewCadenceDays how often its access is reviewed, in days
 */
public record Classification(
        Sensitivity sensitivity,
        Criticality criticality,
        List<String> frameworks,
        Provisioning provisioning,
        int reviewCadenceDays) {

    public Classification {
        frameworks = List.copyOf(frameworks);
        if (reviewCadenceDays < 1 || reviewCadenceDays > 3660) {
            throw new IllegalArgumentException("reviewCadenceDays: is not between 1 and 3660");
        }
    }

    /** The class of what a system holds. */
    public enum Sensitivity {
        PUBLIC,
        INTERNAL,
        CONFIDENTIAL,
        RESTRICTED
    }

    /** How much the company depends on a system. */
    public enum Criticality {
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL
    }

    /** How accounts come to be on a system. */
    public enum Provisioning {
        AUTOMATIC,
        PARTIAL,
        MANUAL
    }
}
