package dev.tenure.web.secrets;

import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a shared secret is described, for a new one and for one that is described anew.
 *
 * @param href where the form goes
 * @param backHref where to go without sending it
 * @param name what the secret is called as registered; null for a new one
 * @param request a name for the form, so that sending it twice does it once; empty where that does no harm
 * @param fields the fields of one line: name, account, credential, offHours, owner, keptAt and days, by these names
 * @param systems what it can open
 * @param systemWrong what is wrong with the choice; null where nothing is
 * @param consumers the rows to write consumers in
 * @param consumersWrong what is wrong with them; null where nothing is
 */
public record SecretFormPage(
        String href,
        String backHref,
        @Nullable String name,
        String request,
        Fields fields,
        List<Option> systems,
        @Nullable String systemWrong,
        List<Row> consumers,
        @Nullable String consumersWrong)
        implements Page {

    public SecretFormPage {
        systems = List.copyOf(systems);
        consumers = List.copyOf(consumers);
    }

    @Override
    public String template() {
        return "secrets/secret-form.html";
    }

    /** The fields of one line. */
    public record Fields(
            Field name, Field account, Field credential, Field offHours, Field owner, Field keptAt, Field days) {}

    /**
     * A field.
     *
     * @param wrong what is wrong with what was written; null where nothing is
     */
    public record Field(String value, @Nullable String wrong) {}

    /** A system. */
    public record Option(String id, String name, boolean chosen) {}

    /**
     * A consumer.
     *
     * @param number tells its fields from those of the others
     */
    public record Row(int number, String name, String contact) {}
}
