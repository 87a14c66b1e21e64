package dev.tenure.web.page;

import java.util.Locale;
import java.util.Optional;

/**
 * What became of a form, told on the page that the browser is sent to. It travels in the address as one of these keys, so an
 * address cannot put words of its own on a page.
 */
public enum Notice {
    RETRY_DUE(true),
    OPERATION_NOT_WAITING(false),
    EXPLAINED(true),
    ALREADY_EXPLAINED(false),
    READ_UNDER_WAY(true),
    MODE_PROPOSED(true),
    MODE_CHANGED(true),
    MODE_DECLINED(true),
    MODE_NOT_NEXT_STEP(false),
    MODE_NOT_READ_WHOLE(false),
    MODE_ALREADY_PROPOSED(false),
    MODE_ALREADY_ENDED(false),
    MODE_CONFIRMER_IS_PROPOSER(false),
    MODE_OUTDATED(false),
    RELEASE_PROPOSED(true),
    RELEASED(true),
    RELEASE_DECLINED(true),
    RELEASE_ALREADY_PROPOSED(false),
    RELEASE_ALREADY_ENDED(false),
    RELEASE_CONFIRMER_IS_PROPOSER(false),
    NOTHING_HELD(false),
    PART_IS_EMPTY(false),
    REASON_MISSING(false),
    STATED(true),
    STATED_BEFORE(false),
    NOTHING_TO_STATE(false),
    STATEMENT_CONFIRMED(true),
    STATEMENT_DECLINED(true),
    STATEMENT_DECIDED_BEFORE(false),
    STATEMENT_IS_YOUR_OWN(false),
    OWN_LEAVING(false),
    CASE_ENDED(false),
    ACCOUNT_IS_PROTECTED(false),
    DONE_AT_WRONG(false),
    EVIDENCE_MISSING(false),
    STOPPED(true),
    ALREADY_STOPPED(false),
    STARTED(true),
    ALREADY_STARTED(false),
    QUARANTINE_LIFTED(true),
    NOT_QUARANTINED(false),
    FINDING_RECORDED(true),
    FINDING_RECORDED_BEFORE(false),
    DAY_OUT_OF_RANGE(false),
    SUSPENDED(true),
    SHUT_OUT_FOR_GOOD(true),
    SUSPENSION_LIFTED(true),
    SUSPENSION_DECIDED_BEFORE(false),
    LEAVES_ALREADY(true),
    ENGAGEMENT_REQUESTED(true),
    ENGAGEMENT_APPROVED(true),
    ENGAGEMENT_DECLINED(true),
    ENGAGEMENT_ENDED(true),
    ENGAGEMENT_BAD_END(false),
    ENGAGEMENT_ALREADY_DECIDED(false),
    ENGAGEMENT_DECIDER_IS_REQUESTER(false),
    ENGAGEMENT_OUTDATED(false),
    ENGAGEMENT_NOT_IN_FORCE(false),
    EXTENSION_ALREADY_REQUESTED(false),
    SPONSOR_NOT_HERE(false),
    HANDED_OVER(true),
    HAND_OVER_NOT_DUE(false),
    HAND_OVER_OWN(false),
    HAND_OVER_BAD_REASON(false),
    SUCCESSOR_NOT_HERE(false),
    ALREADY_ENGAGED(false),
    PERSON_IS_EMPLOYED(false),
    PURPOSE_MISSING(false),
    NON_HUMAN_REQUESTED(true),
    NON_HUMAN_APPROVED(true),
    NON_HUMAN_REJECTED(true),
    NON_HUMAN_TRANSFERRED(true),
    NON_HUMAN_RETIRED(true),
    NON_HUMAN_NOT_ACTIVE(false),
    NON_HUMAN_NAME_TAKEN(false),
    OWNER_NOT_HERE(false),
    ACCOUNT_TAKEN(false),
    ACCOUNT_GONE(false),
    FILE_COMMITTED(true),
    FILE_DISCARDED(true),
    FILE_NOT_WAITING(false),
    FILE_PREVIEWED_ANEW(false),
    FILE_SUPERSEDED(false),
    FILE_RECEIVED(true),
    FILE_UNREADABLE(false),
    FILE_MISSING(false),
    ROWS_TAKEN(true),
    ROWS_STAY_ASIDE(false),
    NO_ROW_TRIED(false),
    LIMIT_IN_FORCE(true),
    LIMIT_PROPOSED(true),
    LIMIT_DECLINED(true),
    LIMIT_OUT_OF_RANGE(false),
    LIMIT_OUTDATED(false),
    LIMIT_NOT_PROPOSED(false),
    LIMIT_CONFIRMER_IS_PROPOSER(false),
    SENT_BEFORE(false),
    STILL_AT_WORK(false),
    AUTHORITY_DECIDED(true),
    AUTHORITY_STALE(false),
    LINKED(true),
    UNLINKED(true),
    PERSON_NOT_FOUND(false),
    OWN_ACCOUNT(false),
    ACCOUNT_BEING_TAKEN(false),
    NOBODYS_ACCOUNT(false),
    MARKED(true),
    MARKED_BEFORE(false),
    NOTHING_TO_MARK(false),
    MARK_ENDED(true),
    MARK_ENDED_BEFORE(false),
    DELIVERY_DUE(true),
    DELIVERY_NOT_WAITING(false),
    UNDO_PROPOSED(true),
    UNDO_UNDER_WAY(true),
    UNDO_DECLINED(true),
    UNDO_ALREADY_PROPOSED(false),
    UNDO_ALREADY_DECIDED(false),
    UNDO_DECIDER_IS_PROPOSER(false),
    UNDO_LAPSED(false),
    UNDO_STILL_OUT(false),
    UNDO_NOTHING(false),
    FINDING_ASSIGNED(true),
    FINDING_ACCEPTED(true),
    FINDING_REOPENED(true),
    FINDING_NOT_OPEN(false),
    FINDING_ACCEPTER_IS_OWNER(false),
    FINDING_ACCEPTER_ASSIGNED(false),
    FINDING_IS_YOURS(false),
    LEGAL_HOLD_PLACED(true),
    LIFT_PROPOSED(true),
    LEGAL_HOLD_LIFTED(true),
    LIFT_DECLINED(true),
    LIFT_ALREADY_PROPOSED(false),
    ALREADY_LIFTED(false),
    LIFT_NOT_PROPOSED(false),
    LIFT_CONFIRMER_IS_PROPOSER(false),
    SECRET_REGISTERED(true),
    SECRET_REVISED(true),
    SECRET_RETIRED(true),
    SECRET_RETIRED_BEFORE(false),
    SECRET_IS_RETIRED(false),
    SECRET_NOT_ROTATED_YET(false),
    KNOWER_NOTED(true),
    KNOWER_STRUCK(true),
    KNOWER_NOT_THERE(false),
    TOO_MANY_KNOWERS(false),
    VALUE_ADDED(true),
    ROTATION_NOT_NOW(false),
    ROTATION_BEFORE_IT(false),
    CONSUMER_CONFIRMED(true),
    CONSUMER_UNKNOWN(false),
    NOT_THE_CONTACT(false),
    CONTACT_ADDED_IT(false),
    DELAY_REQUESTED(true),
    DELAY_GRANTED(true),
    DELAY_DECLINED(true),
    DELAY_NOT_ASKED(false),
    DELAY_DECIDER_ASKED(false),
    DELAY_OUTDATED(false),
    ROTATION_OVER(false),
    REVOCATION_STATED(true),
    SECRET_ROTATED(true),
    REVOCATION_DISPUTED(true),
    REVOCATION_DECIDER_STATED(false);

    /** The query parameter. */
    public static final String PARAMETER = "done";

    private final boolean good;

    Notice(boolean good) {
        this.good = good;
    }

    /** Its key in an address. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether what was asked for came about. */
    public boolean good() {
        return good;
    }

    /** The notice of a key; empty for any other text. */
    public static Optional<Notice> of(String key) {
        for (Notice notice : values()) {
            if (notice.key().equals(key)) {
                return Optional.of(notice);
            }
        }
        return Optional.empty();
    }
}
