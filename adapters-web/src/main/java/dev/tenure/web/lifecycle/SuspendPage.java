package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Page;

/**
 * Somebody who is about to be shut out at once: first why and how, then once more to be sure.
 *
 * @param href the person's page
 * @param email empty where HR gave none
 * @param request a name for the form, so that sending it twice does it once
 * @param reason what was written; empty at first
 * @param step what is asked now
 */
public record SuspendPage(
        String href, String person, String workerId, String email, String request, String reason, Step step)
        implements Page {

    @Override
    public String template() {
        return "lifecycle/suspend.html";
    }

    /** What is asked. */
    public enum Step {
        /** Why, and whether to decide later. */
        ASK,
        /** The same, since no reason was written. */
        ASK_AGAIN,
        /** Whether to suspend now and decide later. */
        CONFIRM_SUSPEND,
        /** Whether to shut out for good. */
        CONFIRM_FOR_GOOD,
        /** Nothing: the reader may not. */
        READ_ONLY
    }

    /** Whether the first form is shown. */
    public boolean asks() {
        return step == Step.ASK || step == Step.ASK_AGAIN;
    }

    /** Whether the form lacked a reason. */
    public boolean wrong() {
        return step == Step.ASK_AGAIN;
    }

    /** Whether to be sure is asked. */
    public boolean confirms() {
        return step == Step.CONFIRM_SUSPEND || step == Step.CONFIRM_FOR_GOOD;
    }

    /** Whether it is for good. */
    public boolean forGood() {
        return step == Step.CONFIRM_FOR_GOOD;
    }
}
