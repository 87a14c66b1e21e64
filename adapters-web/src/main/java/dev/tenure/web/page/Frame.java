package dev.tenure.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param person who is signed in; null where nobody is
 * @param roles their roles, in words
 * @param links the places they may go to
 * @param csrf the token that each form of the page carries
 * @param notice what became of the form sent before; null where none was
 * @param stopped why nothing is written to any system; null where that is not so
 * @param assets where style, script and picture are
 */
public record Frame(
        @Nullable String person,
        String roles,
        List<Link> links,
        String csrf,
        @Nullable NoticeText notice,
        @Nullable String stopped,
        Assets assets) {

    public Frame {
        links = List.copyOf(links);
    }

    /**
     * A place to go to.
     *
     * @param current whether the page belongs to it
     */
    public record Link(String href, String label, boolean current) {}

    /**
     * A notice in words.
     *
     * @param tone {@code good} or {@code late}
     */
    public record NoticeText(String text, String tone) {}
}
