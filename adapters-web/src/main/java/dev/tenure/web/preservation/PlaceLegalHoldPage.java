package dev.tenure.web.preservation;

import dev.tenure.web.page.Page;

/**
 * Somebody whose accounts are to be preserved.
 *
 * @param href its own address
 * @param email empty where HR gave none
 * @param mayAct whether the form is of use
 * @param request a name for the form, so that sending it twice does it once
 * @param reason what was written; empty at first
 * @param wrong whether that is no reason
 */
public record PlaceLegalHoldPage(
        String href,
        String person,
        String workerId,
        String email,
        boolean mayAct,
        String request,
        String reason,
        boolean wrong)
        implements Page {

    @Override
    public String template() {
        return "preservation/place-legal-hold.html";
    }
}
