package dev.tenure.web.lifecycle;

import dev.tenure.web.page.Page;

/**
 * One operation that waits for its next attempt, and the form to ask for it now. It is a page of its own so that nothing
 * refreshes under the writer's hands.
 *
 * @param operation the operation; nothing can be asked for where it has no address for it
 * @param reason what was written so far
 * @param wrong whether that is no reason
 */
public record RetryPage(
        String person, String caseHref, LeaverPage.OperationLine operation, String reason, boolean wrong)
        implements Page {

    @Override
    public String template() {
        return "lifecycle/retry.html";
    }
}
