package dev.tenure.application.privilege;

import dev.tenure.application.finding.FindingScans;
import dev.tenure.application.reconciliation.AccountLinks;
import dev.tenure.application.reconciliation.Privileges;
import dev.tenure.application.transaction.Identifiers;
import dev.tenure.application.transaction.Transactions;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.reason.Reason;
import dev.tenure.domain.reconciliation.Account;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.LinkedAccount;
import dev.tenure.domain.reconciliation.PrivilegePicture;
import dev.tenure.domain.reconciliation.PrivilegeReview;
import dev.tenure.domain.reconciliation.ReviewAuthority;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody looked at a privileged account and says that it stays so (REV-1, REV-2, REV-4). Who answers for the system may, who
 * leads the person, or an administrator; never whoever the account belongs to, nor whoever answers for what it belongs to. What was looked at
 * has to be what is held still: what came in between was seen by nobody.
 *
 * <p>The system is looked through for findings at once, so that the one about this account goes.
 */
public final class ReviewPrivilege {

    /** How many entitlements can be looked at. */
    public static final int MOST_SEEN = 1_000;

    /** An auditor changes nothing. */
    static final Role[] MAY = {Role.ADMINISTRATOR, Role.OPERATOR, Role.APPROVER, Role.REQUESTER, Role.CONFIDENTIAL_HR};

    private final Transactions transactions;
    private final Identifiers identifiers;
    private final AccountLinks links;
    private final Privileges privileges;
    private final PrivilegeReviews reviews;
    private final Reviewers reviewers;
    private final FindingScans scans;
    private final PrivilegeEvents events;

    public ReviewPrivilege(
            Transactions transactions,
            Identifiers identifiers,
            AccountLinks links,
            Privileges privileges,
            PrivilegeReviews reviews,
            Reviewers reviewers,
            FindingScans scans,
            PrivilegeEvents events) {
        this.transactions = transactions;
        this.identifiers = identifiers;
        this.links = links;
        this.privileges = privileges;
        this.reviews = reviews;
        this.reviewers = reviewers;
        this.scans = scans;
        this.events = events;
    }

    /** Writes down that it stays. Each time is one more. */
    public Outcome handle(Command command) {
        if (!command.caller().hasAny(MAY)) {
            return new Outcome.NotAllowed(Set.of(MAY));
        }
        if (!Reason.isOne(command.reason(), 500)) {
            return new Outcome.BadReason();
        }
        if (command.seen().size() > MOST_SEEN) {
            return new Outcome.TooMany();
        }
        return transactions.call(now -> links.lock(command.account())
                .map(LinkedAccount::account)
                .map(account -> review(command, account, now))
                .orElseGet(() -> command.caller().hasAny(ShowPrivilegedAccount.READERS)
                        ? new Outcome.Unknown()
                        : new Outcome.NotAllowed(Set.of(Role.ADMINISTRATOR))));
    }

    private Outcome review(Command command, Account account, Instant now) {
        if (reviewers.isTheirs(command.caller(), account)) {
            return new Outcome.OwnAccount();
        }
        Optional<ReviewAuthority> authority = reviewers.authority(command.caller(), account);
        if (authority.isEmpty()) {
            return new Outcome.NotAllowed(Set.of(Role.ADMINISTRATOR));
        }
        Optional<PrivilegePicture> picture = privileges.picture(account.id());
        if (picture.isEmpty()) {
            return new Outcome.NotPrivileged();
        }
        if (!picture.get().isOf(command.seen())) {
            return new Outcome.PictureChanged(picture.get());
        }
        PrivilegeReview review = new PrivilegeReview(
                identifiers.next(),
                account.system(),
                account.id(),
                account.name(),
                account.identity(),
                picture.get(),
                command.reason().strip(),
                command.caller().subject(),
                authority.get(),
                now);
        reviews.add(review);
        events.reviewed(review, command.caller());
        scans.ask(account.system(), now);
        return new Outcome.Reviewed(review);
    }

    /**
     * Which account stays as it is, and why.
     *
     * @param seen the native ids of the privileged entitlements that the reviewer saw, {@value #MOST_SEEN} at most
     * @param reason up to 500 characters
     */
    public record Command(Caller caller, AccountId account, Set<String> seen, String reason) {

        public Command {
            seen = Set.copyOf(seen);
        }
    }

    /** The review, or why not. */
    public sealed interface Outcome {
        /** It stays. */
        record Reviewed(PrivilegeReview review) implements Outcome {}

        /** No target shows such an account. */
        record Unknown() implements Outcome {}

        /** Nothing makes it privileged. */
        record NotPrivileged() implements Outcome {}

        /** The account is the caller's, or of something that the caller answers for. */
        record OwnAccount() implements Outcome {}

        /** Something else is held than what the reviewer saw. */
        record PictureChanged(PrivilegePicture now) implements Outcome {}

        /** The reason is empty or longer than 500 characters. */
        record BadReason() implements Outcome {}

        /** More was looked at than anybody can. */
        record TooMany() implements Outcome {}

        /** The caller holds none of the roles that may, or neither answers for the system nor leads the person. */
        record NotAllowed(Set<Role> needed) implements Outcome {}
    }
}
