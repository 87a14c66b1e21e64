package dev.tenure.testkit;

import dev.tenure.application.audit.AuditLog;
import dev.tenure.application.audit.AuditSequencer;
import dev.tenure.application.audit.AuditTrail;
import dev.tenure.application.engagement.Engagements;
import dev.tenure.application.finding.FindingScans;
import dev.tenure.application.finding.Findings;
import dev.tenure.application.identity.AttributeAuthorities;
import dev.tenure.application.identity.Identities;
import dev.tenure.application.identity.IdentityFindings;
import dev.tenure.application.identity.Reconsiderations;
import dev.tenure.application.identity.SourceConflicts;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.application.identity.WorkerStatements;
import dev.tenure.application.inspection.Inspections;
import dev.tenure.application.inventory.ConnectorConditions;
import dev.tenure.application.inventory.ModeChanges;
import dev.tenure.application.inventory.TargetSystems;
import dev.tenure.application.lifecycle.LeaverCases;
import dev.tenure.application.lifecycle.LeaverEscalations;
import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.application.lifecycle.RowsAside;
import dev.tenure.application.lifecycle.SftpPulls;
import dev.tenure.application.lifecycle.SnapshotPreviews;
import dev.tenure.application.lifecycle.Statements;
import dev.tenure.application.lifecycle.SuspectedLeavers;
import dev.tenure.application.lifecycle.Suspensions;
import dev.tenure.application.lifecycle.Undos;
import dev.tenure.application.lifecycle.WorkerFeeds;
import dev.tenure.application.lifecycle.WorkerSnapshots;
import dev.tenure.application.nonhuman.NonHumans;
import dev.tenure.application.ownership.HandOvers;
import dev.tenure.application.preservation.LegalHolds;
import dev.tenure.application.privilege.PrivilegeReviews;
import dev.tenure.application.provisioning.Guards;
import dev.tenure.application.provisioning.Holds;
import dev.tenure.application.provisioning.Operations;
import dev.tenure.application.provisioning.Stops;
import dev.tenure.application.push.PushClients;
import dev.tenure.application.push.PushedGroups;
import dev.tenure.application.push.PushedUsers;
import dev.tenure.application.reconciliation.AccountLinks;
import dev.tenure.application.reconciliation.Accounts;
import dev.tenure.application.reconciliation.PrivilegeMarks;
import dev.tenure.application.reconciliation.Privileges;
import dev.tenure.application.reconciliation.ProtectionReleases;
import dev.tenure.application.reconciliation.SystemReads;
import dev.tenure.application.secrets.SecretRotations;
import dev.tenure.application.secrets.SharedSecrets;
import dev.tenure.application.transaction.Correlation;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.RequestKeys;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.application.wave.Waves;
import dev.tenure.application.webhook.WebhookDeliveries;
import dev.tenure.application.webhook.WebhookSources;

/**
 * Every port that keeps something, of one technology. A contract asks for them here; whoever implements the ports implements
 * this once for its tests and runs every contract. What other tests left behind does no harm, but for the contracts that say
 * so.
 */
public interface Ports {

    /** Its transactions. */
    Transactions transactions();

    /** Its ids. */
    Identifiers identifiers();

    /** Its request keys. */
    RequestKeys requestKeys();

    /** Its identities. */
    Identities identities();

    /** The names of its sources of workers. */
    WorkerSources workerSources();

    /** What its sources said of workers. */
    WorkerStatements workerStatements();

    /** Which of its sources is believed about what. */
    AttributeAuthorities attributeAuthorities();

    /** Where its sources differ. */
    SourceConflicts sourceConflicts();

    /** Of whom it is to be worked out again where they stand. */
    Reconsiderations reconsiderations();

    /** People of whom something is missing. */
    IdentityFindings identityFindings();

    /** Its register of non-employees. */
    Engagements engagements();

    /** Its register of non-human identities. */
    NonHumans nonHumans();

    /** Its systems. */
    TargetSystems systems();

    /** Its changes of mode. */
    ModeChanges modeChanges();

    /** Its accounts. */
    Accounts accounts();

    /** How its accounts came to their identities. */
    AccountLinks accountLinks();

    /** What people said is privileged on it. */
    PrivilegeMarks privilegeMarks();

    /** What is privileged on it, and was. */
    Privileges privileges();

    /** Who looked at what is privileged on it. */
    PrivilegeReviews privilegeReviews();

    /** Its proposals to lift a protection. */
    ProtectionReleases protectionReleases();

    /** Its reads of systems. */
    SystemReads systemReads();

    /** Its operations. */
    Operations operations();

    /** Its guards. */
    Guards guards();

    /** Its holds. */
    Holds holds();

    /** Its stops. */
    Stops stops();

    /** The conditions of its connectors. */
    ConnectorConditions connectorConditions();

    /** Its worker feeds. */
    WorkerFeeds workerFeeds();

    /** Its files of workers. */
    WorkerSnapshots workerSnapshots();

    /** What its files of workers would change. */
    SnapshotPreviews snapshotPreviews();

    /** Its rows that the product itself could not take. */
    RowsAside rowsAside();

    /** From where it fetches files of workers. */
    SftpPulls sftpPulls();

    /** Its leavers' cases. */
    LeaverCases leaverCases();

    /** Its exceptions about leavers. */
    LeaverExceptions leaverExceptions();

    /** What was told of how much time is gone. */
    LeaverEscalations leaverEscalations();

    /** Its suspensions. */
    Suspensions suspensions();

    /** What people state on it. */
    Statements statements();

    /** What people undo on it. */
    Undos undos();

    /** What it keeps from being destroyed. */
    LegalHolds legalHolds();

    /** Its findings. */
    Findings findings();

    /** Its looks through systems for findings. */
    FindingScans findingScans();

    /** Keeps what inspections showed. */
    Inspections inspections();

    /** Its waves. */
    Waves waves();

    /** Its hand-overs of what leavers own. */
    HandOvers handOvers();

    /** Its suspected leavers. */
    SuspectedLeavers suspectedLeavers();

    /** Its shared secrets. */
    SharedSecrets sharedSecrets();

    /** Its rotations of shared secrets. */
    SecretRotations secretRotations();

    /** Its SCIM clients. */
    PushClients pushClients();

    /** Its pushed users. */
    PushedUsers pushedUsers();

    /** Its pushed groups. */
    PushedGroups pushedGroups();
    /** Its webhook sources. */
    WebhookSources webhookSources();

    /** Its webhook deliveries. */
    WebhookDeliveries webhookDeliveries();

    /** Its audit log. */
    AuditLog auditLog();

    /** Its audit log, read. */
    AuditTrail auditTrail();

    /** What sequences its audit log. */
    AuditSequencer auditSequencer();

    /** What its events are caused by. */
    Correlation correlation();
}
