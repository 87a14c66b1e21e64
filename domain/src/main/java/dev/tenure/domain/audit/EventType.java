package dev.tenure.domain.audit;

/**
 * Every kind of audit event with the version of its shape. A name and version never change their meaning: a new shape is a
 * new version, and each has a golden file.
 */
public enum EventType {
    WORKER_SNAPSHOT_RECEIVED("worker-snapshot-received", 1),
    WORKER_SNAPSHOT_REFUSED("worker-snapshot-refused", 1),
    WORKER_SNAPSHOT_APPLIED("worker-snapshot-applied", 1),
    WORKER_SNAPSHOT_REPEATED("worker-snapshot-repeated", 1),
    WORKER_SNAPSHOT_PREVIEWED("worker-snapshot-previewed", 1),
    WORKER_SNAPSHOT_DECIDED("worker-snapshot-decided", 1),
    WORKER_PULL_CONFIGURED("worker-pull-configured", 1),
    WORKER_ROW_SET_ASIDE("worker-row-set-aside", 1),
    WORKER_ROW_TAKEN_AFTER_ALL("worker-row-taken-after-all", 1),
    WORKER_FEED_CONFIGURED("worker-feed-configured", 1),
    WORKER_RECORD_TAKEN("worker-record-taken", 1),
    LEAVERS_SUSPECTED("leavers-suspected", 1),
    SUSPICION_DECIDED("suspicion-decided", 1),
    SUSPICION_OVERDUE("suspicion-overdue", 1),
    PERSON_SUSPENDED("person-suspended", 1),
    SUSPENSION_DECIDED("suspension-decided", 1),
    LEAVER_HASTENED("leaver-hastened", 1),
    ATTRIBUTE_AUTHORITY_DECIDED("attribute-authority-decided", 1),
    ENGAGEMENT_REQUESTED("engagement-requested", 1),
    ENGAGEMENT_APPROVED("engagement-approved", 1),
    ENGAGEMENT_DECLINED("engagement-declined", 1),
    ENGAGEMENT_ENDED("engagement-ended", 1),
    SYSTEM_REGISTERED("system-registered", 3),
    SYSTEM_REVISED("system-revised", 3),
    MODE_CHANGE_PROPOSED("mode-change-proposed", 1),
    MODE_CHANGE_CONFIRMED("mode-change-confirmed", 1),
    MODE_CHANGE_DECLINED("mode-change-declined", 1),
    SYSTEM_READ_STARTED("system-read-started", 3),
    SYSTEM_READ_COMPLETED("system-read-completed", 2),
    SYSTEM_READ_FAILED("system-read-failed", 2),
    ACCOUNT_PROTECTED("account-protected", 1),
    PROTECTION_RELEASE_PROPOSED("protection-release-proposed", 1),
    PROTECTION_RELEASED("protection-released", 1),
    PRIVILEGE_MARKED("privilege-marked", 2),
    PRIVILEGE_MARK_ENDED("privilege-mark-ended", 2),
    FINDING_OPENED("finding-opened", 2),
    FINDING_RAISED("finding-raised", 1),
    FINDING_ASSIGNED("finding-assigned", 1),
    FINDING_ACCEPTED("finding-accepted", 1),
    FINDING_REOPENED("finding-reopened", 1),
    FINDING_CLOSED("finding-closed", 1),
    ACCOUNT_LINKED("account-linked", 1),
    ACCOUNT_UNLINKED("account-unlinked", 1),
    ACCOUNTS_CORRELATED("accounts-correlated", 1),
    LEAVER_CASE_OPENED("leaver-case-opened", 1),
    LEAVER_CASE_CLOSED("leaver-case-closed", 4),
    LEAVER_CASE_WITHDRAWN("leaver-case-withdrawn", 1),
    LEAVER_ACCOUNTS_LISTED("leaver-accounts-listed", 1),
    LEAVER_MILESTONE_VERIFIED("leaver-milestone-verified", 1),
    LEAVER_MILESTONE_SLIPPED("leaver-milestone-slipped", 1),
    LEAVER_SYSTEM_CONFIRMED("leaver-system-confirmed", 1),
    LEAVER_SIGN_INS_READ("leaver-sign-ins-read", 1),
    LEAVER_STEP_STATED("leaver-step-stated", 1),
    LEAVER_STATEMENT_CONFIRMED("leaver-statement-confirmed", 1),
    LEAVER_STATEMENT_DECLINED("leaver-statement-declined", 1),
    LEAVER_STATEMENT_SLIPPED("leaver-statement-slipped", 1),
    LEAVER_STATEMENT_OVER("leaver-statement-over", 1),
    UNDO_PROPOSED("undo-proposed", 1),
    UNDO_DECIDED("undo-decided", 1),
    UNDO_COMPLETED("undo-completed", 1),
    LEGAL_HOLD_PLACED("legal-hold-placed", 1),
    LEGAL_HOLD_LIFT_PROPOSED("legal-hold-lift-proposed", 1),
    LEGAL_HOLD_LIFT_DECIDED("legal-hold-lift-decided", 1),
    LEAVER_ESCALATED("leaver-escalated", 1),
    EXCEPTION_OPENED("exception-opened", 1),
    EXCEPTION_EXPLAINED("exception-explained", 1),
    EXCEPTION_RESOLVED("exception-resolved", 1),
    OPERATION_PLANNED("operation-planned", 1),
    OPERATION_ATTEMPTED("operation-attempted", 2),
    OPERATION_CANCELLED("operation-cancelled", 1),
    OPERATION_RELEASED("operation-released", 1),
    OPERATION_RETRY_REQUESTED("operation-retry-requested", 2),
    OPERATION_HELD("operation-held", 1),
    OPERATION_PASSED_GUARD("operation-passed-guard", 1),
    HOLD_OPENED("hold-opened", 1),
    HOLD_RELEASE_PROPOSED("hold-release-proposed", 1),
    HOLD_RELEASE_DECLINED("hold-release-declined", 1),
    HOLD_RELEASED("hold-released", 1),
    HOLD_ENDED("hold-ended", 1),
    GUARD_LIMIT_PROPOSED("guard-limit-proposed", 1),
    GUARD_LIMIT_CHANGED("guard-limit-changed", 1),
    WRITES_STOPPED("writes-stopped", 1),
    WRITES_STARTED("writes-started", 1),
    CONNECTOR_JAR_FOUND("connector-jar-found", 1),
    CONNECTOR_QUARANTINED("connector-quarantined", 1),
    CONNECTOR_QUARANTINE_LIFTED("connector-quarantine-lifted", 1),
    PUSH_CLIENT_CONFIGURED("push-client-configured", 1),
    PUSHED_USER_CHANGED("pushed-user-changed", 1),
    PUSHED_GROUP_CHANGED("pushed-group-changed", 1),
    WEBHOOK_SOURCE_CONFIGURED("webhook-source-configured", 1),
    WEBHOOK_DELIVERY_ACCEPTED("webhook-delivery-accepted", 1),
    WEBHOOK_DELIVERY_REFUSED("webhook-delivery-refused", 1),
    WEBHOOK_DELIVERY_DELAYED("webhook-delivery-delayed", 1),
    WEBHOOK_DELIVERY_SET_ASIDE("webhook-delivery-set-aside", 1),
    WEBHOOK_DELIVERY_RETRY_REQUESTED("webhook-delivery-retry-requested", 1),
    SHARED_SECRET_REGISTERED("shared-secret-registered", 1),
    SHARED_SECRET_REVISED("shared-secret-revised", 1),
    SHARED_SECRET_RETIRED("shared-secret-retired", 1),
    SHARED_SECRET_KNOWN("shared-secret-known", 1),
    SHARED_SECRET_NOT_KNOWN("shared-secret-not-known", 1),
    SECRET_ROTATION_DUE("secret-rotation-due", 1),
    SECRET_VALUE_ADDED("secret-value-added", 1),
    SECRET_CONSUMER_CONFIRMED("secret-consumer-confirmed", 1),
    SECRET_REVOCATION_STATED("secret-revocation-stated", 1),
    SECRET_REVOCATION_DISPUTED("secret-revocation-disputed", 1),
    SECRET_ROTATED("secret-rotated", 1),
    SECRET_ROTATION_CANCELLED("secret-rotation-cancelled", 1),
    SECRET_DELAY_REQUESTED("secret-delay-requested", 1),
    SECRET_DELAY_DECIDED("secret-delay-decided", 1),
    SECRET_ROTATION_OVERDUE("secret-rotation-overdue", 1),
    AUDIT_EXPORTED("audit-exported", 1);

    private final String wireName;
    private final int version;

    EventType(String wireName, int version) {
        this.wireName = wireName;
        this.version = version;
    }

    /** The name in the log. */
    public String wireName() {
        return wireName;
    }

    /** The version of the shape, from 1. */
    public int version() {
        return version;
    }
}
