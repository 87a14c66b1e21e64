package dev.tenure.web.identity;

import dev.tenure.application.identity.ShowAttributeAuthority;
import dev.tenure.application.identity.WorkerSources;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the page about which source is believed says. */
final class AuthorityView {

    private AuthorityView() {}

    /**
     * The page.
     *
     * @param form what stands in the fields
     * @param unknown a name that stands in them and is no source's
     */
    static AuthorityPage page(
            ShowAttributeAuthority.Outcome.Shown shown, AuthorityForm form, Optional<String> unknown, Caller caller) {
        AttributeAuthority authority = shown.authority();
        List<String> names = shown.sources().stream()
                .map(ShowAttributeAuthority.Source::name)
                .toList();
        return new AuthorityPage(
                PeopleList.AUTHORITY.tabs(caller),
                Arrays.stream(Attribute.values())
                        .map(attribute -> new AuthorityPage.Believed(
                                PersonView.word(attribute),
                                names.stream().sorted(authority.of(attribute)).toList(),
                                authority.exceptions().containsKey(attribute)))
                        .toList(),
                shown.sources().stream()
                        .map(source -> new AuthorityPage.Source(source.name(), kind(source.kind())))
                        .toList(),
                authority.version() > AttributeAuthority.UNDECIDED.version(),
                shown.waiting(),
                caller.hasAny(Role.ADMINISTRATOR),
                Section.AUDIT.isOfUseTo(caller),
                form.version(),
                field("order", form.order(), unknown),
                Arrays.stream(Attribute.values())
                        .map(attribute -> field(
                                PersonView.word(attribute), form.exceptions().getOrDefault(attribute, ""), unknown))
                        .toList());
    }

    private static AuthorityPage.Field field(String name, String text, Optional<String> unknown) {
        return new AuthorityPage.Field(name, text, wrong(text, unknown));
    }

    private static @Nullable String wrong(String text, Optional<String> unknown) {
        if (AuthorityForm.namesTwice(text)) {
            return "Names a source twice: name each once.";
        }
        return unknown.filter(name -> AuthorityForm.names(text).contains(name))
                .map(name -> "No source is called " + Query.text(name) + ": take one of those above.")
                .orElse(null);
    }

    private static String kind(WorkerSources.Kind kind) {
        return switch (kind) {
            case FILE -> "files of workers";
            case SCIM -> "a SCIM client";
            case WEBHOOK -> "signed deliveries";
            case REGISTER -> "the register of non-employees";
            case NON_HUMAN -> "the register of non-human identities";
        };
    }
}
