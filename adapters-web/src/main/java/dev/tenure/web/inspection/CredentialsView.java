package dev.tenure.web.inspection;

import dev.tenure.application.inspection.HeldArtefact;
import dev.tenure.application.inspection.ListCredentials;
import dev.tenure.web.page.Moment;

/** Works out the page about credentials. */
final class CredentialsView {

    private CredentialsView() {}

    static CredentialsPage page(ListCredentials.Outcome.Listed listed, CredentialsQuery query) {
        return new CredentialsPage(
                query.tabs(),
                query.search(),
                listed.items().items().stream().map(CredentialsView::line).toList(),
                query.csvHref(),
                listed.items().next().map(query::hrefAfter).orElse(null));
    }

    private static CredentialsPage.Line line(HeldArtefact held) {
        HeldArtefact.Holder holder = held.holder();
        return new CredentialsPage.Line(
                holder.name(),
                holder.privileged(),
                holder.nonHuman(),
                "/ui/systems/" + holder.system().value(),
                holder.systemName(),
                held.artefact().what(),
                held.artefact().id(),
                Moment.of(held.agedFrom()),
                held.artefact().since().isPresent(),
                Moment.of(held.artefact().lastUsedAt()),
                held.overdue(),
                Moment.of(held.goneAt()));
    }
}
