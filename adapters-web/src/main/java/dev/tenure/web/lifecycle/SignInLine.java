package dev.tenure.web.lifecycle;

import dev.tenure.domain.lifecycle.SignIns;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Words;
import org.jspecify.annotations.Nullable;

/**
 * Who signed in with an account after the end, or called its target.
 *
 * @param text what is known, in words
 * @param tone {@code wait}, {@code good}, {@code late} or {@code held}
 * @param first the earliest; null where there was none
 * @param last the latest; null where there was none
 * @param read when the target's log was read; null where it was not
 */
public record SignInLine(
        String text,
        String tone,
        @Nullable Moment first,
        @Nullable Moment last,
        @Nullable Moment read) {

    static SignInLine of(SignIns signIns) {
        String text = Words.of(signIns);
        String tone = Words.tone(signIns);
        return switch (signIns) {
            case SignIns.Awaited awaited -> new SignInLine(text, tone, null, null, null);
            case SignIns.None none -> new SignInLine(text, tone, null, null, Moment.of(none.readAt()));
            case SignIns.Found found ->
                new SignInLine(
                        text, tone, Moment.of(found.first()), Moment.of(found.last()), Moment.of(found.readAt()));
            case SignIns.Unavailable unavailable -> new SignInLine(text, tone, null, null, null);
        };
    }
}
