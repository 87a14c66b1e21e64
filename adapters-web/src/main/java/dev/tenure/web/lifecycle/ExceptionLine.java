package dev.tenure.web.lifecycle;

import dev.tenure.application.lifecycle.LeaverExceptions;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverException;
import dev.tenure.domain.lifecycle.Milestone;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Words;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An exception, as lists show it.
 *
 * @param id its own id
 * @param href its own page, where it can be explained
 * @param caseHref the case it is about
 * @param who whose case it is, by name; null on a page that is about one case
 * @param kind what is wrong
 * @param about system, account and milestone, as far as it is about them and their names are known
 * @param detail the rest in words
 * @param owner who answers for it
 * @param state {@code open}, {@code explained} or {@code resolved}
 * @param tone {@code late}, {@code wait} or {@code good}
 * @param resolved since when it is so no longer; null while it is
 * @param said what a person said of it; null where nobody has
 */
public record ExceptionLine(
        String id,
        String href,
        String caseHref,
        @Nullable String who,
        String kind,
        String about,
        String detail,
        String owner,
        String state,
        String tone,
        Moment opened,
        @Nullable Moment resolved,
        @Nullable Said said) {

    /** Why it came to be, in the words of a person. */
    public record Said(String cause, String impact, String by, Moment at) {}

    /** The line of an exception on a page about one case, with names where the case tells them. */
    static ExceptionLine of(LeaverException exception, Map<SystemId, String> systems, Map<AccountId, String> accounts) {
        LeaverException.Finding finding = exception.finding();
        return of(
                exception,
                null,
                finding.system().map(systems::get),
                finding.account().map(accounts::get));
    }

    /** The line of an exception in a list of everybody's. */
    static ExceptionLine of(LeaverExceptions.Named named) {
        return of(named.exception(), named.person().orElse("Name not known"), named.system(), named.account());
    }

    private static ExceptionLine of(
            LeaverException exception, @Nullable String who, Optional<String> system, Optional<String> account) {
        LeaverException.Finding finding = exception.finding();
        String caseHref = "/ui/leavers/" + finding.leaverCase().value();
        String about = Stream.of(system, account, finding.milestone().map(Milestone::label))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
        return new ExceptionLine(
                finding.id().toString(),
                caseHref + "/exceptions/" + finding.id(),
                caseHref,
                who,
                Words.of(finding.kind()),
                about,
                finding.detail(),
                finding.owner(),
                exception.label(),
                tone(exception),
                Moment.of(finding.openedAt()),
                resolvedAt(exception),
                explanation(exception).map(ExceptionLine::said).orElse(null));
    }

    private static String tone(LeaverException exception) {
        return switch (exception) {
            case LeaverException.Unexplained unexplained -> "late";
            case LeaverException.Explained explained -> "wait";
            case LeaverException.Resolved resolved -> "good";
        };
    }

    private static @Nullable Moment resolvedAt(LeaverException exception) {
        return switch (exception) {
            case LeaverException.Unexplained unexplained -> null;
            case LeaverException.Explained explained -> null;
            case LeaverException.Resolved resolved -> Moment.of(resolved.resolvedAt());
        };
    }

    private static Optional<LeaverException.Explanation> explanation(LeaverException exception) {
        return switch (exception) {
            case LeaverException.Unexplained unexplained -> Optional.empty();
            case LeaverException.Explained explained -> Optional.of(explained.explanation());
            case LeaverException.Resolved resolved -> resolved.explanation();
        };
    }

    private static Said said(LeaverException.Explanation explanation) {
        return new Said(explanation.cause(), explanation.impact(), explanation.by(), Moment.of(explanation.at()));
    }
}
