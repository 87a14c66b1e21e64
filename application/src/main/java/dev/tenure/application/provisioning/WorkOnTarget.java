package dev.tenure.application.provisioning;

import dev.tenure.application.inventory.Secrets;
import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connector.spi.AccountState;
import dev.tenure.connector.spi.Activity;
import dev.tenure.connector.spi.ActivityEvent;
import dev.tenure.connector.spi.Capabilities;
import dev.tenure.connector.spi.Change;
import dev.tenure.connector.spi.ChangeKey;
import dev.tenure.connector.spi.ChangeKind;
import dev.tenure.connector.spi.ChangeOutcome;
import dev.tenure.connector.spi.Connector;
import dev.tenure.connector.spi.Consequence;
import dev.tenure.connector.spi.Credential;
import dev.tenure.connector.spi.Cursor;
import dev.tenure.connector.spi.EntitlementRef;
import dev.tenure.connector.spi.Evidence;
import dev.tenure.connector.spi.MembershipCause;
import dev.tenure.connector.spi.Observation;
import dev.tenure.connector.spi.Page;
import dev.tenure.connector.spi.ReadKind;
import dev.tenure.connector.spi.SignIn;
import dev.tenure.connector.spi.SignInEvent;
import dev.tenure.domain.provisioning.Artefact;
import dev.tenure.domain.provisioning.Attempt;
import dev.tenure.domain.provisioning.PreImage;
import dev.tenure.domain.provisioning.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** One attempt at some work, on its target and outside any transaction. */
final class WorkOnTarget {

    /** How many sign-ins are counted at most: whoever finds so many does not need to know how many more there are. */
    static final int MOST_SIGN_INS = 10_000;

    /** How many pages of sign-ins are read at most. */
    static final int MOST_PAGES = 1_000;

    private static final String CLAIM_LOST = "not read whole: another worker has it now";

    private final Connector connector;
    private final Capabilities capabilities;
    private final Secrets secrets;
    private final ChangeKey key;
    private final BooleanSupplier goesOn;
    private final Predicate<PreImage> keeps;
    private final BiFunction<Work.OnAccount, String, Optional<String>> forbids;

    /**
     * @param key the same for every attempt at this work
     * @param goesOn asked before every call but the first: whether the work still is this worker's, which it then is for one more
     *     call
     * @param keeps writes down what stands before a change, and answers like {@code goesOn}
     * @param forbids why work that destroys may not be done now, given what it destroys
     */
    WorkOnTarget(
            Connector connector,
            Secrets secrets,
            ChangeKey key,
            BooleanSupplier goesOn,
            Predicate<PreImage> keeps,
            BiFunction<Work.OnAccount, String, Optional<String>> forbids) {
        this.connector = connector;
        this.secrets = secrets;
        this.capabilities = connector.capabilities();
        this.key = key;
        this.goesOn = goesOn;
        this.keeps = keeps;
        this.forbids = forbids;
    }

    /** An attempt, and the pause the target asked for. */
    record Attempted(Attempt attempt, Duration asked) {
        static Attempted of(Attempt attempt) {
            return new Attempted(attempt, Duration.ZERO);
        }
    }

    /** @param begunAt when the attempt began */
    Attempted attempt(Work work, Instant begunAt) {
        return switch (work) {
            case Work.ListAccounts list -> listed(list.attribute(), list.value());
            case Work.ConfirmAccounts confirm -> listed(confirm.attribute(), confirm.value());
            case Work.ReadSignIns read -> signIns(new AccountRef(read.nativeId()), read.since(), begunAt);
            case Work.OnAccount on -> changed(on, new AccountRef(on.nativeId()));
        };
    }

    // Changing

    private Attempted changed(Work.OnAccount work, AccountRef account) {
        Change change =
                switch (work) {
                    case Work.DisableAccount w -> new Change.DisableAccount(account);
                    case Work.EndSessions w -> new Change.EndSessions(account);
                    case Work.RevokeCredentials w -> new Change.RevokeCredentials(account);
                    case Work.ResetSecret w -> new Change.ResetSecret(account);
                    case Work.RotateSecret w ->
                        new Change.RotateSecret(account, secrets.resolve("reference", w.reference()));
                    case Work.IssueCredential w ->
                        new Change.IssueCredential(account, w.beside(), new KeptAt(secrets, w.reference()));
                    case Work.EnableCredential w -> new Change.EnableCredential(account, w.credential());
                    case Work.DisableCredential w -> new Change.DisableCredential(account, w.credential());
                    case Work.RevokeCredential w -> new Change.RevokeCredential(account, w.credential());
                    case Work.ClearMfa w -> new Change.ClearMfa(account);
                    case Work.RevokeMemberships w -> new Change.RevokeMemberships(account);
                    case Work.RevokeEntitlement w ->
                        new Change.RevokeEntitlement(account, new EntitlementRef(w.entitlement()));
                    case Work.EnableAccount w -> new Change.EnableAccount(account);
                    case Work.GrantEntitlement w ->
                        new Change.GrantEntitlement(account, new EntitlementRef(w.entitlement()));
                };
        if (capabilities.changes().contains(change.kind())) {
            return preserved(work, change.kind())
                    .or(() -> stillUsed(work, account))
                    .or(() -> keepWhatStands(work, account))
                    .orElseGet(() -> changed(connector.apply(change, key)));
        }
        return switch (work) {
            case Work.DisableAccount w ->
                byHand(
                        connector.read(account),
                        state -> !isEnabled(state),
                        state -> List.of(new Attempt.Fact("readBack.signIn", "DISABLED", false)),
                        "disables no accounts on this system, and this one is enabled: disable it there by hand");
            case Work.RevokeMemberships w ->
                byHand(
                        connector.read(account),
                        state -> state.revocable().isEmpty(),
                        state -> state.retained().stream()
                                .map(r -> new Attempt.Fact(Evidence.RETAINED, r.name(), false))
                                .toList(),
                        "removes no memberships on this system, and the account has some: remove them there by hand");
            case Work.RevokeEntitlement w ->
                byHand(
                        connector.read(account),
                        state -> !isMember(state, w.entitlement()),
                        state -> List.of(),
                        "removes no memberships on this system, and the account has this one: remove it there by hand");
            case Work.EndSessions w ->
                noneLeft(
                        Artefact.Kind.SESSION,
                        account,
                        "ends no sessions on this system, and the account has some: end them there by hand");
            case Work.RevokeCredentials w ->
                noneLeft(
                        Artefact.Kind.CREDENTIAL,
                        account,
                        "revokes no credentials on this system, and the account has some: revoke them there by hand");
            case Work.ClearMfa w ->
                noneLeft(
                        Artefact.Kind.MFA_METHOD,
                        account,
                        "removes no second factors on this system, and the account has some: remove them there by hand");
            case Work.ResetSecret w ->
                Attempted.of(
                        new Attempt.Refused("the connector sets no passwords on this system: do it there by hand"));
            case Work.EnableAccount w ->
                byHand(
                        connector.read(account),
                        state -> state.exists() && state.account().signIn() == SignIn.ENABLED,
                        state -> List.of(new Attempt.Fact("readBack.signIn", "ENABLED", false)),
                        "enables no accounts on this system, and this one is not enabled: enable it there by hand");
            case Work.GrantEntitlement w ->
                byHand(
                        connector.read(account),
                        state -> isMember(state, w.entitlement()),
                        state -> List.of(),
                        "grants no memberships on this system, and the account lacks this one: grant it there by hand");
            case Work.OfCredential w ->
                Attempted.of(
                        new Attempt.Refused(
                                "the connector does nothing to single credentials on this system: do it there by hand and say so"));
            case Work.RotateSecret w ->
                Attempted.of(new Attempt.Refused(
                        "the connector sets no given password on this system: do it there by hand and say so"));
        };
    }

    private static boolean isMember(AccountState state, String entitlement) {
        return state.memberships().stream()
                .anyMatch(m ->
                        m.entitlement().nativeId().equals(entitlement) && m.cause() instanceof MembershipCause.Direct);
    }

    /** What would destroy something and may not now (SAF-5). A person can change that; the attempts go on. */
    private Optional<Attempted> preserved(Work.OnAccount work, ChangeKind kind) {
        return switch (capabilities.consequenceOf(kind)) {
            case Consequence.Destructive destructive ->
                forbids.apply(work, destructive.what()).map(why -> Attempted.of(new Attempt.Refused(why)));
            case Consequence.Replaceable replaceable -> Optional.empty();
            case Consequence.Reversible reversible -> Optional.empty();
        };
    }

    /** What somebody still uses is not switched off: they would be out, and nobody named them. */
    private Optional<Attempted> stillUsed(Work.OnAccount work, AccountRef account) {
        if (!(work instanceof Work.DisableCredential disable)
                || disable.unusedSince().isEmpty()
                || !capabilities.reads().contains(ReadKind.CREDENTIALS)) {
            return Optional.empty();
        }
        return switch (connector.credentials(account)) {
            case Observation.Seen<List<Credential>> seen ->
                seen.value().stream()
                        .filter(one -> one.id().equals(disable.credential()))
                        .flatMap(one -> one.lastUsedAt().stream())
                        .filter(used -> used.isAfter(disable.unusedSince().get()))
                        .findFirst()
                        .map(used -> Attempted.of(new Attempt.Refused(
                                "the old credential was used after every consumer said that they use the new one: find who"
                                        + " does, or say that it is to be switched off all the same",
                                List.of(new Attempt.Fact(Work.DisableCredential.USED_AT, used.toString(), false)))))
                        .or(() -> goOnIf(goesOn.getAsBoolean()));
            case Observation.Refused<List<Credential>> refused -> Optional.of(refused(refused));
            case Observation.Unreachable<List<Credential>> unreachable -> Optional.of(unreachable(unreachable));
        };
    }

    /**
     * What stands before what takes access away is kept first: from what comes after nobody could tell it. What cannot be
     * read for good is changed all the same: that somebody is out weighs more than that they could come back.
     *
     * @return the attempt where it ends here, with nothing written
     */
    private Optional<Attempted> keepWhatStands(Work.OnAccount work, AccountRef account) {
        boolean comesBack =
                switch (work) {
                    case Work.DisableAccount w -> true;
                    case Work.RevokeMemberships w -> true;
                    case Work.RevokeEntitlement w -> true;
                    case Work.EndSessions w -> false;
                    case Work.RevokeCredentials w -> false;
                    case Work.ResetSecret w -> false;
                    case Work.RotateSecret w -> false;
                    case Work.OfCredential w -> false;
                    case Work.ClearMfa w -> false;
                    case Work.EnableAccount w -> false;
                    case Work.GrantEntitlement w -> false;
                };
        if (!comesBack) {
            return Optional.empty();
        }
        return switch (connector.read(account)) {
            case Observation.Seen<AccountState> seen
            when seen.value().exists() -> goOnIf(keeps.test(preImage(seen.value())));
            case Observation.Seen<AccountState> absent -> goOnIf(goesOn.getAsBoolean());
            case Observation.Refused<AccountState> refused -> goOnIf(goesOn.getAsBoolean());
            case Observation.Unreachable<AccountState> unreachable -> Optional.of(unreachable(unreachable));
        };
    }

    private static Optional<Attempted> goOnIf(boolean isOurs) {
        return isOurs
                ? Optional.empty()
                : Optional.of(Attempted.of(new Attempt.Unreachable("not attempted: another worker has it now")));
    }

    private static PreImage preImage(AccountState state) {
        return new PreImage(
                switch (state.account().signIn()) {
                    case ENABLED -> PreImage.SignIn.ENABLED;
                    case DISABLED -> PreImage.SignIn.DISABLED;
                    case UNKNOWN -> PreImage.SignIn.UNKNOWN;
                },
                state.revocable().stream()
                        .map(m -> new PreImage.Membership(m.entitlement().nativeId(), m.name()))
                        .toList());
    }

    private Attempted noneLeft(Artefact.Kind kind, AccountRef account, String otherwise) {
        return byHand(ListedArtefacts.of(connector, kind, account), List::isEmpty, none -> List.of(), otherwise);
    }

    /** What the connector does not do, people do: whether they did, the target shows. */
    private static <T> Attempted byHand(
            Observation<T> observation,
            Function<T, Boolean> isSo,
            Function<T, List<Attempt.Fact>> facts,
            String otherwise) {
        return switch (observation) {
            case Observation.Seen<T> seen ->
                Attempted.of(
                        isSo.apply(seen.value())
                                ? new Attempt.Unchanged(facts.apply(seen.value()))
                                : new Attempt.Refused("the connector " + otherwise));
            case Observation.Refused<T> refused -> refused(refused);
            case Observation.Unreachable<T> unreachable -> unreachable(unreachable);
        };
    }

    private static Attempted changed(ChangeOutcome outcome) {
        return switch (outcome) {
            case ChangeOutcome.Applied applied -> Attempted.of(new Attempt.Applied(facts(applied.evidence())));
            case ChangeOutcome.Unchanged unchanged -> Attempted.of(new Attempt.Unchanged(facts(unchanged.evidence())));
            case ChangeOutcome.Refused refused ->
                Attempted.of(new Attempt.Refused(refused.reason(), facts(refused.evidence())));
            case ChangeOutcome.Unreachable unreachable ->
                new Attempted(
                        new Attempt.Unreachable(unreachable.reason()),
                        unreachable.retryAfter().orElse(Duration.ZERO));
            case ChangeOutcome.InDoubt doubt ->
                Attempted.of(new Attempt.InDoubt(doubt.reason(), facts(doubt.evidence())));
        };
    }

    private static List<Attempt.Fact> facts(Evidence evidence) {
        return evidence.facts().stream()
                .map(fact -> new Attempt.Fact(fact.name(), fact.value(), fact.personal()))
                .toList();
    }

    // Listing

    private Attempted listed(String attribute, String value) {
        return switch (connector.find(attribute, value)) {
            case Observation.Seen<List<AccountState>> seen -> whole(seen.value());
            case Observation.Refused<List<AccountState>> refused -> refused(refused);
            case Observation.Unreachable<List<AccountState>> unreachable -> unreachable(unreachable);
        };
    }

    /** Every account with all that its target lists of it. A listing that lacks a part is none. */
    private Attempted whole(List<AccountState> states) {
        List<Attempt.SeenAccount> accounts = new ArrayList<>();
        for (AccountState state : states) {
            if (!state.exists()) {
                continue;
            }
            Map<Artefact.Kind, List<Artefact>> all = new EnumMap<>(Artefact.Kind.class);
            for (Artefact.Kind kind : Artefact.Kind.values()) {
                if (!capabilities.reads().contains(ListedArtefacts.readOf(kind))) {
                    continue;
                }
                if (!goesOn.getAsBoolean()) {
                    return Attempted.of(new Attempt.Unreachable(CLAIM_LOST));
                }
                switch (ListedArtefacts.of(connector, kind, state.account().ref())) {
                    case Observation.Seen<List<Artefact>> seen -> all.put(kind, seen.value());
                    case Observation.Refused<List<Artefact>> refused -> {
                        return refused(refused);
                    }
                    case Observation.Unreachable<List<Artefact>> unreachable -> {
                        return unreachable(unreachable);
                    }
                }
            }
            accounts.add(seen(state, all));
        }
        return Attempted.of(new Attempt.Listed(accounts));
    }

    private static Attempt.SeenAccount seen(AccountState state, Map<Artefact.Kind, List<Artefact>> artefacts) {
        return new Attempt.SeenAccount(
                state.account().ref().nativeId(),
                state.account().name(),
                isEnabled(state),
                state.revocable().stream().map(AccountState.Membership::name).toList(),
                state.retained().stream().map(AccountState.Retained::name).toList(),
                artefacts);
    }

    /** What the target does not say is believed to be enabled: the safer belief. */
    private static boolean isEnabled(AccountState state) {
        return state.exists() && state.account().signIn() != SignIn.DISABLED;
    }

    // Looking back

    /**
     * Counts sign-ins and calls, those that the target turned away left out. What the log does not hold any more or not yet, or
     * could not give, is never taken for nothing.
     */
    private Attempted signIns(AccountRef account, Instant since, Instant begunAt) {
        Instant until = begunAt.plus(Work.ReadSignIns.CLOCKS_APART);
        Activity.Coverage coverage = new Activity.Coverage(Instant.MIN, Instant.MAX, Optional.empty());
        long calls = 0;
        Set<String> ids = new HashSet<>();
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        Cursor cursor = Cursor.START;
        boolean whole = false;
        for (int page = 0; page < MOST_PAGES && !whole && ids.size() < MOST_SIGN_INS; page++) {
            if (page > 0 && !goesOn.getAsBoolean()) {
                return Attempted.of(new Attempt.Unreachable(CLAIM_LOST));
            }
            switch (log(account, since, until, cursor)) {
                case Observation.Seen<Activity> seen -> {
                    Page<ActivityEvent> told = seen.value().page();
                    coverage = coverage.and(seen.value().coverage());
                    for (ActivityEvent event : told.items()) {
                        if (event.what().succeeded() && !event.at().isBefore(since)) {
                            boolean isNew = ids.add(event.id());
                            calls += isNew && event.what() instanceof ActivityEvent.What.Called ? 1 : 0;
                            first = event.at().isBefore(first) ? event.at() : first;
                            last = event.at().isAfter(last) ? event.at() : last;
                        }
                    }
                    whole = told.next().isEmpty();
                    cursor = told.next().orElse(cursor);
                }
                case Observation.Refused<Activity> refused -> {
                    return refused(refused);
                }
                case Observation.Unreachable<Activity> unreachable -> {
                    return unreachable(unreachable);
                }
            }
        }
        if (ids.isEmpty() && !whole) {
            return Attempted.of(new Attempt.Refused("the target gave " + MOST_PAGES
                    + " pages of its log without a sign-in and has more: look into the log there by hand"));
        }
        Optional<String> gap = gap(coverage, since);
        if (ids.isEmpty() && gap.isPresent()) {
            return Attempted.of(new Attempt.Refused(gap.get()));
        }
        return Attempted.of(new Attempt.SignInsRead(
                ids.size(),
                calls,
                whole && gap.isEmpty(),
                ids.isEmpty() ? Optional.empty() : Optional.of(first),
                ids.isEmpty() ? Optional.empty() : Optional.of(last),
                coverage.until().isBefore(until) ? Optional.of(coverage.until()) : Optional.empty()));
    }

    /** What of a log is not there and will not come. */
    private static Optional<String> gap(Activity.Coverage coverage, Instant since) {
        return coverage.missing()
                .or(() -> coverage.from().isAfter(since)
                        ? Optional.of("the target's log holds everything since " + coverage.from()
                                + " only: look into an archive for what was before")
                        : Optional.empty());
    }

    /** What a target tells that keeps a log of what is done; of another, who signed in. */
    private Observation<Activity> log(AccountRef account, Instant since, Instant until, Cursor cursor) {
        if (capabilities.reads().contains(ReadKind.ACTIVITY)) {
            return connector.activity(account, since, until, cursor);
        }
        return switch (connector.signIns(account, since, cursor)) {
            case Observation.Seen<Page<SignInEvent>> seen ->
                new Observation.Seen<>(new Activity(
                        new Page<>(
                                seen.value().items().stream()
                                        .map(WorkOnTarget::signedIn)
                                        .toList(),
                                seen.value().next()),
                        new Activity.Coverage(since, until, Optional.empty())));
            case Observation.Refused<Page<SignInEvent>> refused -> new Observation.Refused<>(refused.reason());
            case Observation.Unreachable<Page<SignInEvent>> unreachable ->
                new Observation.Unreachable<>(unreachable.reason(), unreachable.retryAfter());
        };
    }

    private static ActivityEvent signedIn(SignInEvent event) {
        return new ActivityEvent(
                event.id(),
                event.at(),
                new ActivityEvent.What.SignedIn(),
                event.by(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Attempted refused(Observation.Refused<?> refused) {
        return Attempted.of(new Attempt.Refused(refused.reason()));
    }

    private static Attempted unreachable(Observation.Unreachable<?> unreachable) {
        return new Attempted(
                new Attempt.Unreachable(unreachable.reason()),
                unreachable.retryAfter().orElse(Duration.ZERO));
    }
}
