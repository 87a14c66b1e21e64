package dev.tenure.demo;

/**
 * The day in one line (DESIGN section 12).
 *
 * @param leavers whose case was opened
 * @param systems that were worked on
 * @param verified account milestones that were read back
 * @param open account milestones that were not, yet
 * @param protectedAccounts accounts that automation left alone
 * @param auditVerified whether the stand-alone verifier found the exported log whole
 * @param pushed people whom an identity provider pushed by SCIM and who work here since
 * @param webhooks who was hired by a signed webhook that came twice
 * @param findings what is wrong with access at the end of the day
 * @param swept access keys that a leaver made while they were shut out, and that are gone
 */
record DaySummary(
        int leavers,
        int systems,
        int verified,
        int open,
        int protectedAccounts,
        boolean auditVerified,
        int pushed,
        int webhooks,
        int findings,
        int swept) {

    /** Whether the day went as it should: everybody out of everything, but for the one account that is protected. */
    boolean good() {
        return leavers == 3
                && systems == 4
                && verified > 0
                && open == 0
                && protectedAccounts == 1
                && auditVerified
                && pushed == 1
                && webhooks == 1
                && findings > 0
                && swept == 1;
    }

    /** The last line that the demo prints. */
    String line() {
        return "leavers=" + leavers + " systems=" + systems + " verified=" + verified + " open=" + open + " protected="
                + protectedAccounts + " audit=" + (auditVerified ? "ok" : "failed") + " scim=" + pushed + " webhook="
                + webhooks + " findings=" + findings + " swept=" + swept;
    }
}
