package dev.tenure.web.page;

import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.finding.FindingKind;
import dev.tenure.domain.finding.Severity;
import dev.tenure.domain.identity.ClockStart;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.inspection.InspectedKind;
import dev.tenure.domain.inventory.ClassRule;
import dev.tenure.domain.inventory.Classification;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.inventory.OutOfBandGrants;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.lifecycle.SignIns;
import dev.tenure.domain.lifecycle.Step;
import dev.tenure.domain.lifecycle.Undo;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.ownership.OwnedKind;
import dev.tenure.domain.preservation.LegalHold;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.GuardLimit;
import dev.tenure.domain.provisioning.Operation;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.secrets.SecretRotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the product's terms are called on pages. All other texts stand in the templates. */
public final class Words {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    /** A role. */
    public static String of(Role role) {
        return switch (role) {
            case ADMINISTRATOR -> "administrator";
            case OPERATOR -> "operator";
            case APPROVER -> "approver";
            case REQUESTER -> "requester";
            case AUDITOR -> "auditor";
            case CONFIDENTIAL_HR -> "confidential HR";
            case AGENT -> "agent";
            case HR_SOURCE -> "HR source";
        };
    }

    /** A part of the site. */
    public static String of(Section section) {
        return switch (section) {
            case LEAVERS -> "Leavers";
            case PEOPLE -> "People";
            case SUSPECTED -> "Missing from HR";
            case SUSPENSIONS -> "Suspensions";
            case LEGAL_HOLDS -> "Legal holds";
            case ENGAGEMENTS -> "Non-employees";
            case NON_HUMANS -> "Non-human identities";
            case FINDINGS -> "Findings";
            case HAND_OVERS -> "Hand-overs";
            case SYSTEMS -> "Systems";
            case SECRETS -> "Shared secrets";
            case GUARD -> "Guard";
            case FEEDS -> "HR feeds";
            case WEBHOOKS -> "HR webhooks";
            case AUDIT -> "Audit log";
        };
    }

    /** What makes an entitlement privileged. */
    public static String of(EntitlementClass entitlementClass) {
        return switch (entitlementClass) {
            case ADMINISTRATION -> "administration";
            case SECURITY_SETTINGS -> "security settings";
            case MONEY_MOVEMENT -> "money movement";
            case BULK_EXPORT -> "bulk export";
            case DEPLOYMENT -> "deployment";
            case SECRETS -> "secrets";
        };
    }

    /** The rules of a system, in their order. */
    public static String of(List<ClassRule> rules) {
        return rules.stream()
                .map(rule -> of(rule.of(), rule.pattern()) + " (" + of(rule.as()) + ")")
                .collect(Collectors.joining(", "));
    }

    /** What a rule compares. */
    public static String of(ClassRule.Of of, String pattern) {
        return switch (of) {
            case NAME -> pattern;
            case NATIVE_ID -> "id " + pattern;
        };
    }

    /** A milestone. */
    public static String of(Milestone milestone) {
        return switch (milestone) {
            case BLOCKED -> "Blocked";
            case CONTAINED -> "Contained";
            case CLEAN -> "Clean";
        };
    }

    /** What an identity stands for. */
    public static String of(IdentityKind kind) {
        return switch (kind) {
            case EMPLOYEE -> "employee";
            case CONTRACTOR -> "contractor";
            case VENDOR -> "vendor";
            case NON_HUMAN -> "non-human identity";
        };
    }

    /** What started the clock. */
    public static String of(ClockStart.Rule rule) {
        return switch (rule) {
            case END_OF_LAST_WORKING_DAY -> "end of the last working day, in the worker's zone";
            case END_OF_EFFECTIVE_DATE -> "end of the contract's last day, in the worker's zone";
            case IMMEDIATE_NOTICE -> "immediate notice, before the end of the last working day";
            case HIRE_CANCELLED -> "the hire was taken back";
            case EMERGENCY -> "shut out at once, by a person";
        };
    }

    /** What is wrong. */
    public static String of(LeaverException.Kind kind) {
        return switch (kind) {
            case BREACH -> "Deadline missed";
            case PROTECTED_ACCOUNT -> "Protected account left alone";
            case NOT_IN_ACT -> "System not in act";
            case HELD_BY_GUARD -> "Held by the guard";
            case REFUSED -> "Target refuses";
            case PRESERVED -> "Waits before it destroys something";
            case SECRET_NOT_ROTATED -> "Shared secret not rotated";
            case NOT_HANDED_OVER -> "Not handed over";
            case WITHDRAWN_AFTER_ACTION -> "Taken back after access had gone";
            case SUSPENSION_UNDECIDED -> "Suspension undecided";
            case SIGN_IN_AFTER_END -> "Used after the end";
        };
    }

    /** What a non-human identity stands for. */
    public static String of(NonHumanKind kind) {
        return switch (kind) {
            case SERVICE_ACCOUNT -> "service account";
            case BOT -> "bot";
            case API_INTEGRATION -> "API integration";
            case WORKLOAD -> "workload";
        };
    }

    /** What is wrong with an account. */
    public static String of(FindingKind kind) {
        return switch (kind) {
            case ORPHAN -> "Belongs to nobody";
            case UNOWNED -> "Nobody answers for it";
            case DUPLICATE -> "One of several";
            case DORMANT -> "Dormant";
            case LEAVER_LIVE -> "Leaver can sign in";
            case LEAVER_REENABLED -> "Leaver let in again";
            case STANDING_PRIVILEGE -> "Standing privilege";
            case OUT_OF_BAND_GRANT -> "Granted on the target";
            case OVERDUE_KEY -> "Credential too old";
            case OVERDUE_PASSWORD -> "Password too old";
            case UNREVIEWED_PRIVILEGE -> "Nobody looked at it";
            case MISSING_SECOND_FACTOR -> "No second factor";
            case WEAK_SECOND_FACTOR -> "Weak second factor";
            case DIRECT_SIGN_IN -> "Direct sign-in";
        };
    }

    /** The same in a sentence, with what to do. */
    public static String meaning(FindingKind kind) {
        return switch (kind) {
            case ORPHAN ->
                "The account belongs to nobody the product knows. Say whose it is on the target or in HR, or remove it.";
            case UNOWNED ->
                "The account is no person's, and nobody who is here answers for it. Ask for an identity for it, name another"
                        + " owner, or remove it.";
            case DUPLICATE ->
                "Its person can sign in with more than one account of this system. Keep one, or accept why there are several.";
            case DORMANT -> "Somebody could sign in, and nobody has for long. Disable it, or accept why it stays.";
            case LEAVER_LIVE ->
                "Its person has left, the account works, and no open leaver's case sees to it. Disable it on the target.";
            case LEAVER_REENABLED ->
                "A leaver's case had shut this account out, and it works again. Find out who let it in, and disable it.";
            case STANDING_PRIVILEGE ->
                "Its person holds privileged access all the time. Make it eligible for a while at a time, or accept why not.";
            case OUT_OF_BAND_GRANT ->
                "Somebody gave it privileged access on the target, past Tenure. Find out who and why; take it back, or accept it.";
            case OVERDUE_KEY ->
                "A key, token or certificate is older than its system lets one become. Give its user another one, and revoke it.";
            case OVERDUE_PASSWORD ->
                "Its password is older than its system lets one become. Have it changed, or accept why it stays.";
            case UNREVIEWED_PRIVILEGE ->
                "It is privileged, and nobody looked at it for longer than its system allows. Look at it and say that it stays, or"
                        + " take away what it should not hold.";
            case MISSING_SECOND_FACTOR -> "Its person can sign in without a second factor. Have them enrol one.";
            case WEAK_SECOND_FACTOR ->
                "Its person's second factors are all of kinds that count as weak. Have them enrol a stronger one.";
            case DIRECT_SIGN_IN ->
                "Somebody signed in last past the identity provider. Find out why, and shut that way.";
        };
    }

    /** What an inspection reads. */
    public static String of(InspectedKind kind) {
        return switch (kind) {
            case CREDENTIALS -> "credentials";
            case MFA_METHODS -> "second factors";
            case SIGN_INS -> "sign-ins";
        };
    }

    /** What is done about privileged access that was given past the product. */
    public static String of(OutOfBandGrants grants) {
        return switch (grants) {
            case ALERT -> "is a finding";
            case TAKE_BACK -> "is a finding, and is taken back";
        };
    }

    /** What a leaver owned. */
    public static String of(OwnedKind kind) {
        return switch (kind) {
            case SYSTEM -> "System";
            case ENGAGEMENT -> "Non-employee";
            case NON_HUMAN -> "Non-human identity";
        };
    }

    /** How bad a finding is. */
    public static String of(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    /** What an operation is to bring about. */
    public static String of(Work work) {
        return switch (work) {
            case Work.ListAccounts list -> "List accounts";
            case Work.ConfirmAccounts confirm -> "List again to confirm";
            case Work.DisableAccount disable -> "Disable account";
            case Work.ReadSignIns read -> "Read sign-ins";
            case Work.EndSessions end -> "End sessions";
            case Work.RevokeCredentials revoke -> "Revoke credentials";
            case Work.ResetSecret reset -> "Reset secret";
            case Work.RotateSecret rotate -> "Rotate shared secret";
            case Work.IssueCredential issue -> "Issue a credential";
            case Work.EnableCredential enable -> "Switch a credential on";
            case Work.DisableCredential disable -> "Switch a credential off";
            case Work.RevokeCredential revoke -> "Revoke a credential";
            case Work.ClearMfa clear -> "Remove second factors";
            case Work.RevokeMemberships revoke -> "Revoke memberships";
            case Work.EnableAccount enable -> "Enable account";
            case Work.GrantEntitlement grant -> "Give membership back";
            case Work.RevokeEntitlement revoke -> "Take membership back";
        };
    }

    /** What is to become true of an account. */
    public static String of(Step step) {
        return switch (step) {
            case DISABLE -> "disable";
            case END_SESSIONS -> "end sessions";
            case REVOKE_CREDENTIALS -> "revoke credentials";
            case RESET_SECRET -> "reset secret";
            case CLEAR_MFA -> "remove second factors";
            case REVOKE_MEMBERSHIPS -> "revoke memberships";
        };
    }

    /** What a step ends for good. */
    public static String lost(Step step) {
        return switch (step) {
            case DISABLE -> "sign-in";
            case END_SESSIONS -> "sessions";
            case REVOKE_CREDENTIALS -> "keys and tokens";
            case RESET_SECRET -> "the password";
            case CLEAR_MFA -> "second factors";
            case REVOKE_MEMBERSHIPS -> "memberships";
        };
    }

    /** What an account has again once it was given back. */
    public static String of(Undo.Access access) {
        return switch (access) {
            case Undo.Access.SignIn signIn -> "sign-in";
            case Undo.Access.Membership membership -> "member of " + membership.name();
        };
    }

    /** Where giving back stands. */
    public static String of(Undo undo) {
        return switch (undo) {
            case Undo.Proposed proposed -> "proposed";
            case Undo.Declined declined -> "declined";
            case Undo.Confirmed confirmed -> "under way";
            case Undo.Completed completed -> "done";
        };
    }

    /** Where a legal hold stands. */
    public static String of(LegalHold hold) {
        return switch (hold) {
            case LegalHold.InForce inForce -> "in force";
            case LegalHold.Lifting lifting -> "in force, to be lifted";
            case LegalHold.Lifted lifted -> "lifted";
        };
    }

    /** Where the rotation of a shared secret stands. */
    public static String of(SecretRotation rotation) {
        return switch (rotation) {
            case SecretRotation.Due due -> "new value wanted";
            case SecretRotation.Issuing issuing -> "new value being issued";
            case SecretRotation.OldOff off -> "old credential switched off";
            case SecretRotation.NewAdded added -> "consumers change over";
            case SecretRotation.InUse inUse -> "old value to be revoked by hand";
            case SecretRotation.Revoking revoking -> "old value being revoked";
            case SecretRotation.RevocationStated stated -> "second person has to look";
            case SecretRotation.OldRevoked done -> "old value worthless";
            case SecretRotation.Cancelled cancelled -> "not wanted any more";
        };
    }

    /** What is known of sign-ins after the end, without the times. */
    public static String of(SignIns signIns) {
        return switch (signIns) {
            case SignIns.Awaited awaited -> "not read yet";
            case SignIns.None none -> "none";
            case SignIns.Found found ->
                (found.whole() ? "" : "at least ")
                        + Stream.of(counted(found.count() - found.calls(), "sign-in"), counted(found.calls(), "call"))
                                .filter(words -> !words.isEmpty())
                                .collect(Collectors.joining(", "));
            case SignIns.Unavailable unavailable -> "log not available: " + unavailable.reason();
        };
    }

    private static String counted(long number, String what) {
        return number == 0 ? "" : number + " " + what + (number == 1 ? "" : "s");
    }

    /** How bad what is known of sign-ins is: {@code wait}, {@code good}, {@code late} or {@code held}. */
    public static String tone(SignIns signIns) {
        return switch (signIns) {
            case SignIns.Awaited awaited -> "wait";
            case SignIns.None none -> "good";
            case SignIns.Found found -> "late";
            case SignIns.Unavailable unavailable -> "held";
        };
    }

    /** Where an operation stands. */
    public static String of(Operation operation) {
        return switch (operation) {
            case Operation.Waiting waiting -> waiting.attempts() == 0 ? "waiting" : "trying again";
            case Operation.Running running -> "running";
            case Operation.Done done -> "done";
            case Operation.Withheld withheld -> "withheld";
            case Operation.Held held -> "held";
            case Operation.Cancelled cancelled -> "cancelled";
        };
    }

    /** How an attempt ended. */
    public static String of(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Applied applied -> "applied and read back";
            case Attempt.Unchanged unchanged -> "was so already, read back";
            case Attempt.Listed listed ->
                listed.accounts().size() == 1
                        ? "listed: 1 account"
                        : "listed: " + listed.accounts().size() + " accounts";
            case Attempt.SignInsRead read -> read.count() == 0 ? "read: no sign-in" : "read: sign-ins or calls found";
            case Attempt.Refused refused -> "refused";
            case Attempt.Unreachable unreachable -> "unreachable, nothing written";
            case Attempt.InDoubt doubt -> "in doubt, something may have been written";
        };
    }

    /** How far automation goes. */
    public static String of(SystemMode mode) {
        return switch (mode) {
            case SystemMode.Observe observe -> "observe";
            case SystemMode.Notify notify -> "notify";
            case SystemMode.Act act -> "act";
        };
    }

    /** What a mode means. */
    public static String meaning(SystemMode mode) {
        return switch (mode) {
            case SystemMode.Observe observe -> "The system is read. Nothing is planned and nothing is changed.";
            case SystemMode.Notify notify ->
                "What would be done is worked out, shown and recorded. Nothing is changed.";
            case SystemMode.Act act -> "What is decided is done, read back and recorded.";
        };
    }

    /** How accounts come to be. */
    public static String of(Classification.Provisioning provisioning) {
        return switch (provisioning) {
            case AUTOMATIC -> "automatic";
            case PARTIAL -> "partly automatic";
            case MANUAL -> "manual";
        };
    }

    /** The class of what a system holds. */
    public static String of(Classification.Sensitivity sensitivity) {
        return sensitivity.name().toLowerCase(Locale.ROOT);
    }

    /** How much the company depends on a system. */
    public static String of(Classification.Criticality criticality) {
        return criticality.name().toLowerCase(Locale.ROOT);
    }

    /** How many accounts of a system may be changed within which time. */
    public static String of(GuardLimit limit) {
        return "the greater of " + limit.number() + " accounts and " + limit.sharePercent() + " % within "
                + coarse(limit.window());
    }

    /** What became of a form. */
    static Frame.NoticeText notice(Notice notice) {
        String text =
                switch (notice) {
                    case RETRY_DUE -> "The operation is due now. Its system takes it next.";
                    case OPERATION_NOT_WAITING ->
                        "Nothing was done: the operation runs, has ended, is withheld or is held.";
                    case EXPLAINED -> "The explanation is on record.";
                    case ALREADY_EXPLAINED ->
                        "Nothing was changed: the exception is explained already, and an explanation stays.";
                    case READ_UNDER_WAY -> "The read is under way. Its result will stand here.";
                    case MODE_PROPOSED -> "The change is proposed. Another administrator has to confirm it.";
                    case MODE_CHANGED -> "The system is in its new mode.";
                    case MODE_DECLINED -> "The proposal was declined.";
                    case MODE_NOT_NEXT_STEP ->
                        "Nothing was changed: a promotion goes one step at a time, from the mode the system is in now.";
                    case MODE_NOT_READ_WHOLE ->
                        "Nothing was changed: the system was not read to its end since its connector or matching was last changed."
                                + " Read it first.";
                    case MODE_ALREADY_PROPOSED -> "Nothing was changed: another proposal waits. Confirm or decline it.";
                    case MODE_ALREADY_ENDED -> "Nothing was changed: the proposal was decided before.";
                    case MODE_CONFIRMER_IS_PROPOSER ->
                        "Nothing was changed: whoever proposed cannot confirm. Another administrator has to.";
                    case MODE_OUTDATED ->
                        "Nothing was changed: the proposal waited too long, or mode, connector or matching have changed since."
                                + " Propose it again.";
                    case RELEASE_PROPOSED -> "The release is proposed. Another person has to confirm it.";
                    case RELEASED -> "What was proposed goes ahead, in order.";
                    case RELEASE_DECLINED -> "The release is declined. All of it stays held.";
                    case RELEASE_ALREADY_PROPOSED ->
                        "Nothing was changed: another release is proposed. Confirm or decline it.";
                    case RELEASE_ALREADY_ENDED -> "Nothing was changed: the release was decided before.";
                    case RELEASE_CONFIRMER_IS_PROPOSER ->
                        "Nothing was changed: whoever proposed cannot confirm. Another person has to.";
                    case NOTHING_HELD -> "Nothing was changed: nothing of it is held any longer.";
                    case PART_IS_EMPTY -> "Nothing was changed: choose the accounts to release.";
                    case REASON_MISSING ->
                        "Nothing was changed: write 1 to 500 characters of plain text as the reason.";
                    case STATED -> "It is stated. It counts once another person confirms it.";
                    case STATED_BEFORE -> "Nothing was changed: it was stated before.";
                    case NOTHING_TO_STATE ->
                        "Nothing was changed: the target has shown it, or the account does not need it.";
                    case STATEMENT_CONFIRMED -> "It counts as stated by two people, and not as verified.";
                    case STATEMENT_DECLINED -> "The statement was declined. It counts for nothing.";
                    case STATEMENT_DECIDED_BEFORE -> "Nothing was changed: the statement was decided before.";
                    case STATEMENT_IS_YOUR_OWN ->
                        "Nothing was changed: whoever stated it cannot confirm. Another person has to.";
                    case OWN_LEAVING -> "Nothing was changed: the case is about your own leaving.";
                    case CASE_ENDED -> "Nothing was changed: the case has ended.";
                    case ACCOUNT_IS_PROTECTED ->
                        "Nothing was changed: the account is protected. Two people lift the protection first.";
                    case DONE_AT_WRONG -> "Nothing was changed: write when it was done, in UTC and not in the future.";
                    case EVIDENCE_MISSING ->
                        "Nothing was changed: write up to 2,000 characters of evidence, a ticket of up to 200, or both.";
                    case STOPPED -> "Nothing is written from now on. Work queues up and deadlines run on.";
                    case ALREADY_STOPPED -> "It was stopped before, and stays so.";
                    case STARTED -> "Writing goes on. What queued up is done in its usual order.";
                    case MARKED -> "It is marked: who holds it counts as privileged from now on.";
                    case MARKED_BEFORE -> "Nothing was changed: it was marked before.";
                    case LINKED -> "The account is theirs, whatever the rules say.";
                    case UNLINKED -> "The account is not theirs, and no rule links the two again.";
                    case PERSON_NOT_FOUND ->
                        "Nothing was changed: nobody is known by that. Copy the address of the person’s page.";
                    case OWN_ACCOUNT ->
                        "Nothing was changed: the account is yours, or would be. Somebody else decides.";
                    case REVIEWED -> "It is written down that it stays.";
                    case REVIEW_PICTURE_CHANGED ->
                        "Nothing was written down: it holds something else than what you saw. Look at it again.";
                    case REVIEW_NOT_PRIVILEGED -> "Nothing was written down: nothing makes the account privileged.";
                    case REVIEW_TOO_MANY -> "Nothing was written down: it holds more than anybody can look at.";
                    case ACCOUNT_BEING_TAKEN ->
                        "Nothing was changed: a leaver’s case is taking the account. Protect it first if it is another’s.";
                    case NOBODYS_ACCOUNT -> "Nothing was changed: the account was nobody’s.";
                    case NOTHING_TO_MARK ->
                        "Nothing was marked: no read showed an account or entitlement with this id. Copy it as the target"
                                + " writes it.";
                    case MARK_ENDED -> "The mark has ended. Who held it counts as privileged for 90 days more.";
                    case MARK_ENDED_BEFORE -> "Nothing was changed: the mark had ended before.";
                    case QUARANTINE_LIFTED -> "The connector is asked again. Its system's work goes on within seconds.";
                    case NOT_QUARANTINED -> "Nothing was changed: the connector is not quarantined.";
                    case ALREADY_STARTED -> "Nothing was changed: writing went on before.";
                    case FINDING_RECORDED -> "What was found out is on record, and taken.";
                    case FINDING_RECORDED_BEFORE -> "Nothing was changed: it was found out before.";
                    case DAY_OUT_OF_RANGE ->
                        "Nothing was changed: a last working day is today at the latest and not before the first day;"
                                + " files may leave somebody out from tomorrow on, for 90 days at most.";
                    case SUSPENDED ->
                        "The person is shut out. Everything known of theirs is being shut; decide within 3 days.";
                    case SHUT_OUT_FOR_GOOD -> "The person is out for good. What is left of theirs goes too.";
                    case SUSPENSION_LIFTED ->
                        "The suspension is over. Access comes back by hand: each account that was shut is an exception.";
                    case SUSPENSION_DECIDED_BEFORE -> "Nothing was changed: the suspension was decided before.";
                    case LEAVES_ALREADY ->
                        "They leave already: everything of theirs is being shut, and no limit holds it up any longer.";
                    case ENGAGEMENT_REQUESTED -> "It is asked for. Another person has to approve it.";
                    case ENGAGEMENT_APPROVED -> "It is approved and in force.";
                    case ENGAGEMENT_DECLINED -> "The request was declined. What was in force stays so.";
                    case ENGAGEMENT_ENDED -> "It is over. The person's access is taken away now.";
                    case ENGAGEMENT_BAD_END ->
                        "Nothing was changed: the last day is before the first, has passed, or is later than one approval is"
                                + " good for.";
                    case ENGAGEMENT_ALREADY_DECIDED -> "Nothing was changed: nothing of it waits for a decision.";
                    case ENGAGEMENT_DECIDER_IS_REQUESTER ->
                        "Nothing was changed: whoever asked cannot approve. Another person has to.";
                    case ENGAGEMENT_OUTDATED ->
                        "Nothing was changed: the days that were asked for are over. Ask for others.";
                    case ENGAGEMENT_NOT_IN_FORCE -> "Nothing was changed: it is not approved, has lapsed or was ended.";
                    case EXTENSION_ALREADY_REQUESTED ->
                        "Nothing was changed: an extension waits for its decision already.";
                    case HANDED_OVER ->
                        "It has another owner. The leaver's case closes where nothing else is in its way.";
                    case HAND_OVER_NOT_DUE -> "Nothing was changed: look at what became of the hand-over.";
                    case HAND_OVER_OWN ->
                        "Nothing was changed: you are the leaver, so another person names who has it from now on.";
                    case HAND_OVER_BAD_REASON ->
                        "Nothing was changed: write a reason of 1 to 2000 characters of plain text.";
                    case SUCCESSOR_NOT_HERE ->
                        "Nothing was changed: the successor has to be a person who works now, and neither the leaver nor whom the engagement is about. Name another.";
                    case SPONSOR_NOT_HERE ->
                        "Nothing was changed: the sponsor is unknown, has not started or has left. Name another.";
                    case ALREADY_ENGAGED ->
                        "Nothing was changed: this address has an engagement that waits or is in force. Extend that one.";
                    case PERSON_IS_EMPLOYED -> "Nothing was changed: the address is an employee's who is here.";
                    case PURPOSE_MISSING -> "Nothing was changed: say why, in 1 to 2,000 characters of plain text.";
                    case SENT_BEFORE -> "Nothing was done: this form was sent before. Fill in a new one.";
                    case NON_HUMAN_REQUESTED -> "The identity is asked for. Another person has to approve it.";
                    case NON_HUMAN_APPROVED -> "It is approved, and an identity from now on.";
                    case NON_HUMAN_REJECTED -> "The request was rejected.";
                    case NON_HUMAN_TRANSFERRED -> "The new owner answers for it from now on.";
                    case NON_HUMAN_RETIRED -> "It is retired. Its accounts are shut now.";
                    case NON_HUMAN_NOT_ACTIVE ->
                        "Nothing was changed: it waits for its decision, was rejected or is retired.";
                    case NON_HUMAN_NAME_TAKEN ->
                        "Nothing was changed: one that waits or is active has this name. Choose another.";
                    case OWNER_NOT_HERE ->
                        "Nothing was changed: the owner is no person who works here. Name somebody who does.";
                    case ACCOUNT_TAKEN -> "Nothing was changed: the account has an identity. Part the two first.";
                    case ACCOUNT_GONE -> "Nothing was changed: no system shows this account.";
                    case FILE_COMMITTED -> "The file is committed. Its rows are being taken.";
                    case FILE_DISCARDED -> "The file is discarded. Nothing of it is taken.";
                    case FILE_NOT_WAITING -> "Nothing was done: the file does not wait for a decision.";
                    case FILE_PREVIEWED_ANEW ->
                        "Nothing was taken: what the file would change is another than you saw. Look again.";
                    case FILE_SUPERSEDED ->
                        "Nothing was taken: a later file of the source was. This one can only be discarded.";
                    case FILE_RECEIVED -> "The file is here to its end. What becomes of it stands here.";
                    case FILE_UNREADABLE -> "Nothing of the file was taken. The reason stands here.";
                    case FILE_MISSING -> "Nothing was sent: choose a file.";
                    case ROWS_TAKEN -> "Every row that was set aside is taken.";
                    case ROWS_STAY_ASIDE ->
                        "Rows failed again and stay set aside. The log names them by their failure.";
                    case NO_ROW_TRIED -> "No row was tried: none is set aside, or a file of the source is being taken.";
                    case LIMIT_IN_FORCE -> "The limit is in force. What is held already stays held.";
                    case LIMIT_PROPOSED ->
                        "The limit is looser, so another administrator has to confirm it. Until then the old one holds.";
                    case LIMIT_DECLINED -> "The looser limit was declined. The limit stays as it was.";
                    case LIMIT_OUT_OF_RANGE ->
                        "Nothing was changed: write whole numbers, up to 1,000,000 accounts, up to 100 %, and from 1 minute to"
                                + " 31 days.";
                    case LIMIT_OUTDATED -> "Nothing was changed: somebody changed the limit since. Look again.";
                    case LIMIT_NOT_PROPOSED -> "Nothing was changed: no looser limit waits for a second person.";
                    case LIMIT_CONFIRMER_IS_PROPOSER ->
                        "Nothing was changed: whoever proposed the limit cannot confirm it. Another administrator has to.";
                    case STILL_AT_WORK -> "The same form was sent before and is being worked on. Look again soon.";
                    case AUTHORITY_DECIDED ->
                        "It is in force. Everybody of whom more than one source tells is looked at again.";
                    case AUTHORITY_STALE ->
                        "Nothing was changed: somebody decided since you looked. This is in force now.";
                    case DELIVERY_DUE -> "The delivery is due now. It is taken up next.";
                    case DELIVERY_NOT_WAITING ->
                        "Nothing was done: it was taken, is about no worker, or nothing of it can be read again."
                                + " Let the source send it anew.";
                    case UNDO_PROPOSED ->
                        "It is proposed to give the access back. Another person has to confirm it within 24 hours.";
                    case UNDO_UNDER_WAY ->
                        "The case is over, and what it took is being given back. How far that is stands here.";
                    case UNDO_DECLINED -> "The proposal was declined. Nothing is given back.";
                    case UNDO_ALREADY_PROPOSED ->
                        "Nothing was proposed: another proposal waits for its second person, or is under way.";
                    case UNDO_ALREADY_DECIDED ->
                        "Nothing was changed: the proposal was decided before. What was decided stands here.";
                    case UNDO_DECIDER_IS_PROPOSER ->
                        "Nothing was changed: whoever proposed to give back cannot confirm it. Another person has to.";
                    case UNDO_LAPSED ->
                        "Nothing was changed: the proposal waited too long, and what it shows may be so no longer. Propose it anew.";
                    case UNDO_STILL_OUT ->
                        "Nothing was changed: by HR's record the person is out. Have it corrected there first, or have it tell of a new employment.";
                    case UNDO_NOTHING ->
                        "Nothing was proposed: the case took nothing that can be given back. What is gone has to be issued anew.";
                    case WAVE_PREPARED ->
                        "The wave is prepared: nothing is done yet. Look at what it would do, then start it.";
                    case WAVE_STARTED -> "The wave is under way. Every second a share of its findings is tried.";
                    case WAVE_WITHDRAWN -> "The wave is withdrawn. What is not done yet will not be.";
                    case WAVE_GIVEN_BACK -> "The account is given back, and its finding is open again.";
                    case WAVE_NOT_PREPARED -> "Nothing was done: the wave was started or withdrawn before.";
                    case WAVE_NEEDS_SECOND -> "Nothing was done: this takes another person.";
                    case WAVE_UNTIL_PAST ->
                        "Nothing was done: the moment until which findings would be accepted is past. Prepare another wave.";
                    case WAVE_OVER -> "Nothing was done: the wave is over, or was withdrawn before.";
                    case WAVE_BAD_REASON -> "Nothing was done: say why in 1 to 500 characters.";
                    case WAVE_NOT_DISABLED ->
                        "Nothing was done: the wave has not disabled this account, or gave it back before.";
                    case WAVE_ACCOUNT_NOT_THERE -> "Nothing was done: its system does not show the account any more.";
                    case WAVE_ACCOUNT_PROTECTED -> "Nothing was done: the account is protected. Enable it by hand.";
                    case WAVE_NOT_IN_ACT ->
                        "Nothing was done: the product does not act on the system. Enable the account by hand.";
                    case WAVE_PERSON_OUT -> "Nothing was done: whom the account belongs to has left or is shut out.";
                    case FINDING_ASSIGNED ->
                        "The finding has another owner. By when it has to be gone stays as it was.";
                    case FINDING_ACCEPTED ->
                        "The finding may stay until that day. It is open again then, or when it gets worse.";
                    case FINDING_REOPENED -> "The finding is open again and has a new deadline.";
                    case FINDING_NOT_OPEN -> "Nothing was changed: look at what became of the finding.";
                    case FINDING_ACCEPTER_IS_OWNER ->
                        "Nothing was changed: you have to see to this finding, so another person has to accept it.";
                    case FINDING_ACCEPTER_ASSIGNED ->
                        "Nothing was changed: you named who has to see to this finding, so another person has to accept it.";
                    case FINDING_IS_YOURS ->
                        "Nothing was changed: the account is yours, so another person has to accept it.";
                    case LEGAL_HOLD_PLACED ->
                        "The hold stands. From now on nothing of this person's is destroyed; access goes as before.";
                    case LIFT_PROPOSED ->
                        "It is proposed to lift the hold. Another person has to confirm it; until then it stands.";
                    case LEGAL_HOLD_LIFTED ->
                        "The hold is lifted. What waited for it alone goes ahead at its next attempt.";
                    case LIFT_DECLINED -> "The proposal was declined. The hold stands as before.";
                    case LIFT_ALREADY_PROPOSED ->
                        "Nothing was changed: somebody proposed to lift the hold before. Confirm or decline that.";
                    case ALREADY_LIFTED -> "Nothing was changed: the hold was lifted before.";
                    case LIFT_NOT_PROPOSED ->
                        "Nothing was changed: nobody wants the hold lifted, or it is lifted already.";
                    case LIFT_CONFIRMER_IS_PROPOSER ->
                        "Nothing was changed: whoever proposed to lift the hold cannot confirm it. Another person has to.";
                    case SECRET_REGISTERED -> "The secret is registered. Note who knows it.";
                    case SECRET_REVISED -> "The secret is as described now.";
                    case SECRET_RETIRED -> "The secret is retired. It stays as history, and its name is free.";
                    case SECRET_RETIRED_BEFORE -> "Nothing was changed: the secret was retired before.";
                    case SECRET_IS_RETIRED -> "Nothing was changed: the secret is retired and stays as it was.";
                    case SECRET_NOT_ROTATED_YET ->
                        "Nothing was changed: somebody who knows the secret leaves or has left. It has to be rotated first.";
                    case KNOWER_NOTED -> "The person is on record as knowing it. Who has left already has it rotated.";
                    case KNOWER_STRUCK ->
                        "The person does not stand there any longer. That they did remains in the log.";
                    case KNOWER_NOT_THERE -> "Nothing was changed: the person is not on record as knowing it.";
                    case TOO_MANY_KNOWERS -> "Nothing was changed: 1,000 people know it. Rotate it, and tell fewer.";
                    case VALUE_WANTED ->
                        "The target is asked to issue the new value. Its consumers are asked once it is there.";
                    case OLD_SWITCHED_ON ->
                        "The old credential is switched on again, and stays until somebody says otherwise.";
                    case OLD_SWITCHED_OFF -> "The old credential is switched off.";
                    case OLD_BY_HAND -> "The product may not do that on this target, or cannot: do it there by hand.";
                    case VALUE_ADDED ->
                        "The new value is where you said. Its consumers are asked to say that they use it.";
                    case ROTATION_NOT_NOW ->
                        "Nothing was changed: the rotation stands elsewhere now. What is to be done next stands here.";
                    case ROTATION_BEFORE_IT ->
                        "Nothing was changed: an earlier rotation of the same secret is under way and has to end first.";
                    case CONSUMER_CONFIRMED -> "It is on record that this consumer uses the new value.";
                    case CONSUMER_UNKNOWN -> "Nothing was changed: no consumer of this name was asked.";
                    case NOT_THE_CONTACT -> "Nothing was changed: only the contact whom the consumer named can say so.";
                    case CONTACT_ADDED_IT ->
                        "Nothing was changed: you added the value yourself. Name another contact, or have another person add it.";
                    case DELAY_REQUESTED ->
                        "It is asked for. Another administrator or operator has to agree; until then the deadline stays.";
                    case DELAY_GRANTED -> "The later time counts now. The certificate says open all the same.";
                    case DELAY_DECLINED -> "The later time was declined. What counted before counts on.";
                    case DELAY_NOT_ASKED -> "Nothing was changed: no later time waits for a decision.";
                    case DELAY_DECIDER_ASKED ->
                        "Nothing was changed: whoever asked for the later time cannot agree to it. Another person has to.";
                    case DELAY_OUTDATED -> "Nothing was changed: the time that was asked for is past. Ask for another.";
                    case ROTATION_OVER -> "Nothing was changed: the rotation is over.";
                    case REVOCATION_STATED ->
                        "It is on record. Another person has to look whether the old value still works.";
                    case SECRET_ROTATED -> "The old value is worthless, and who left knows the secret no longer.";
                    case REVOCATION_DISPUTED -> "The old value still works, so it has to be revoked again.";
                    case REVOCATION_DECIDER_STATED ->
                        "Nothing was changed: whoever said that the old value is revoked cannot be the one who looks. Another person has to.";
                };
        return new Frame.NoticeText(text, notice.good() ? "good" : "late");
    }

    /** What a problem is called. */
    static String heading(Problem problem) {
        return switch (problem) {
            case NOT_ALLOWED -> "You may not see or do this";
            case UNKNOWN -> "There is nothing here";
            case FORM_NOT_OURS -> "This form is no longer valid";
            case BAD_FORM -> "The form is not complete";
            case BAD_REQUEST -> "This request cannot be understood";
            case FAILED -> "Something went wrong on our side";
        };
    }

    /** What to do about a problem. */
    static String advice(Problem problem) {
        return switch (problem) {
            case NOT_ALLOWED -> "Ask whoever manages groups at your identity provider, then sign out and in again.";
            case UNKNOWN -> "The address is wrong, or what stood here cannot be found. Start from the list.";
            case FORM_NOT_OURS ->
                "Nothing was changed. Go back, load the page again and send the form once more; cookies have to be allowed.";
            case BAD_FORM -> "Nothing was changed. Go back, load the page again and send the form once more.";
            case BAD_REQUEST -> "Nothing was changed. Start from the list.";
            case FAILED -> "Try again in a moment. If it stays, tell the operator the time and what you did.";
        };
    }

    /** A length of time as a figure: precise where it is short. */
    public static String span(Duration length) {
        if (length.isNegative()) {
            return "−" + span(length.negated());
        }
        long seconds = length.toSeconds();
        if (seconds == 0) {
            return length.toMillis() + " ms";
        }
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0);
        }
        if (seconds < HOUR) {
            return joined(seconds / MINUTE, "min", seconds % MINUTE, "s");
        }
        return coarse(length);
    }

    /** A length of time in words, with two figures at the most. */
    public static String coarse(Duration length) {
        long seconds = length.abs().toSeconds();
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        if (seconds < DAY) {
            return joined(seconds / HOUR, "h", seconds % HOUR / MINUTE, "min");
        }
        return joined(seconds / DAY, "d", seconds % DAY / HOUR, "h");
    }

    /** How far a deadline is, such as {@code late by 3 h 12 min}. */
    public static String deadline(Instant deadline, Instant now) {
        return now.isAfter(deadline)
                ? "late by " + coarse(Duration.between(deadline, now))
                : "due in " + coarse(Duration.between(now, deadline));
    }

    private static String joined(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + " " + largeUnit : large + " " + largeUnit + " " + small + " " + smallUnit;
    }
}
