package dev.tenure.web.nonhuman;

import dev.tenure.application.nonhuman.ListNonHumans;
import dev.tenure.application.nonhuman.NonHumans;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pages about non-human identities say. */
final class NonHumanView {

    static final String HOME = "/ui/non-humans";

    private NonHumanView() {}

    static String href(NonHumanId id) {
        return HOME + "/" + id.value();
    }

    static <E extends Enum<E>> Optional<E> chosen(E[] all, @Nullable String value) {
        return Arrays.stream(all).filter(one -> key(one).equals(value)).findFirst();
    }

    private static String key(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static NonHumansPage list(
            ListNonHumans.Outcome.Listed listed,
            NonHumans.Filter filter,
            String account,
            Caller caller,
            String request) {
        String text = filter.text().orElse("");
        String owner = filter.owner().map(id -> id.value().toString()).orElse("");
        return new NonHumansPage(
                new NonHumansPage.Search(
                        text,
                        Arrays.stream(NonHumans.State.values())
                                .map(one -> new NonHumansPage.Choice(
                                        key(one), key(one), filter.state().equals(Optional.of(one))))
                                .toList(),
                        Arrays.stream(NonHumanKind.values())
                                .map(one -> new NonHumansPage.Choice(
                                        key(one), Words.of(one), filter.kind().equals(Optional.of(one))))
                                .toList(),
                        owner,
                        filter.unowned()),
                !filter.equals(new NonHumans.Filter(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false)),
                listed.nonHumans().items().stream()
                        .map(one -> line(one, caller))
                        .toList(),
                listed.nonHumans()
                        .next()
                        .map(next -> Query.address(
                                HOME,
                                "q",
                                text,
                                "state",
                                filter.state().map(NonHumanView::key).orElse(""),
                                "kind",
                                filter.kind().map(NonHumanView::key).orElse(""),
                                "owner",
                                owner,
                                "unowned",
                                filter.unowned() ? "yes" : "",
                                "after",
                                next))
                        .orElse(null),
                caller.hasAny(Role.REQUESTER, Role.OPERATOR, Role.ADMINISTRATOR),
                account,
                request);
    }

    private static NonHumansPage.NonHumanLine line(NonHumans.Listed listed, Caller caller) {
        NonHuman nonHuman = listed.nonHuman();
        return new NonHumansPage.NonHumanLine(
                href(nonHuman.terms().id()),
                nonHuman.terms().name(),
                Words.of(nonHuman.terms().kind()),
                nonHuman.label(),
                tone(nonHuman, listed.unowned()),
                nonHuman.terms().purpose(),
                listed.owner().orElse("unknown"),
                person(nonHuman.owner(), caller),
                listed.unowned());
    }

    private static String tone(NonHuman nonHuman, boolean unowned) {
        return switch (nonHuman) {
            case NonHuman.Requested requested -> "wait";
            case NonHuman.Active active -> unowned ? "late" : "good";
            case NonHuman.Rejected rejected -> "held";
            case NonHuman.Retired retired -> "held";
        };
    }

    /** The page of a person; null where the reader may see none. */
    private static @Nullable String person(IdentityId id, Caller caller) {
        return caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR, Role.CONFIDENTIAL_HR)
                ? "/ui/people/" + id.value()
                : null;
    }

    static NonHumanPage page(NonHumans.Listed shown, Caller caller) {
        return switch (shown.nonHuman()) {
            case NonHuman.Requested requested -> page(shown, caller, null, null);
            case NonHuman.Active active -> page(shown, caller, active.approval(), null);
            case NonHuman.Rejected rejected -> page(shown, caller, null, rejected.closing());
            case NonHuman.Retired retired -> page(shown, caller, retired.approval(), retired.closing());
        };
    }

    private static NonHumanPage page(
            NonHumans.Listed shown,
            Caller caller,
            NonHuman.@Nullable Approval approval,
            NonHuman.@Nullable Closing closing) {
        NonHuman nonHuman = shown.nonHuman();
        NonHuman.Terms terms = nonHuman.terms();
        boolean decides = caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR);
        return new NonHumanPage(
                terms.name(),
                href(terms.id()),
                Words.of(terms.kind()),
                nonHuman.label(),
                terms.purpose(),
                shown.owner().orElse("unknown"),
                person(nonHuman.owner(), caller),
                shown.unowned(),
                terms.account().map(id -> id.value().toString()).orElse(""),
                terms.by(),
                Moment.of(terms.at()),
                approval == null
                        ? null
                        : new NonHumanPage.Approved(
                                person(approval.identity(), caller), approval.by(), Moment.of(approval.at())),
                closing == null
                        ? null
                        : new NonHumanPage.Closed(closing.by(), Moment.of(closing.at()), closing.reason()),
                nonHuman instanceof NonHuman.Requested && decides,
                !caller.isSamePersonAs(terms.by()),
                nonHuman instanceof NonHuman.Active && decides,
                nonHuman instanceof NonHuman.Active && decides);
    }
}
