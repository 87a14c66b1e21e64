package dev.tenure.web.page;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;

/** The parts of the site, in the order of the navigation. */
public enum Section {
    LEAVERS("/ui"),
    PEOPLE("/ui/people"),
    SUSPECTED("/ui/suspected-leavers"),
    SUSPENSIONS("/ui/suspensions"),
    LEGAL_HOLDS("/ui/legal-holds"),
    ENGAGEMENTS("/ui/engagements"),
    NON_HUMANS("/ui/non-humans"),
    FINDINGS("/ui/findings"),
    HAND_OVERS("/ui/hand-overs"),
    SYSTEMS("/ui/systems"),
    SECRETS("/ui/secrets"),
    GUARD("/ui/guard"),
    FEEDS("/ui/feeds"),
    WEBHOOKS("/ui/webhooks"),
    AUDIT("/ui/audit");

    private final String href;

    Section(String href) {
        this.href = href;
    }

    /** Its first page. */
    public String href() {
        return href;
    }

    /** Whether a link to it is of use. What may be read is decided by the use case, not here. */
    public boolean isOfUseTo(Caller caller) {
        return switch (this) {
            case LEAVERS, PEOPLE, SUSPECTED, SUSPENSIONS, WEBHOOKS ->
                caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR);
            case ENGAGEMENTS, FINDINGS, HAND_OVERS ->
                caller.hasAny(
                        Role.ADMINISTRATOR,
                        Role.OPERATOR,
                        Role.APPROVER,
                        Role.REQUESTER,
                        Role.AUDITOR,
                        Role.CONFIDENTIAL_HR);
            case NON_HUMANS ->
                caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR, Role.APPROVER, Role.REQUESTER, Role.AUDITOR);
            case LEGAL_HOLDS -> caller.hasAny(Role.ADMINISTRATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR);
            case SYSTEMS, SECRETS, GUARD, FEEDS, AUDIT ->
                caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);
        };
    }
}
