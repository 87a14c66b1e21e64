package dev.tenure.web.secrets;

import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One shared secret: what it is, who knows it, and its rotations. Never its value.
 *
 * @param listHref the register; null for those who may not read it
 * @param opens what it opens; null where that is not under governance
 * @param retired why it opens nothing any more; null while it does
 * @param mayNote whether the reader may note who knows it
 * @param search how people are looked for; null where the reader may not, and names them by id
 * @param reviseHref where it is described anew; null where the reader may not, or it is retired
 * @param retireHref where it is retired; null in the same cases
 * @param rotations the latest, newest first
 * @param allRotationsHref all of them; null for those who may not list them
 * @param wrong which form was filled in wrongly; null where none was
 */
public record SecretPage(
        @Nullable String listHref,
        String href,
        String name,
        String state,
        String tone,
        Facts facts,
        @Nullable Place opens,
        @Nullable Retired retired,
        List<Consumer> consumers,
        List<Knower> knowers,
        boolean mayNote,
        @Nullable Search search,
        @Nullable String reviseHref,
        @Nullable String retireHref,
        List<RotationLine> rotations,
        @Nullable String allRotationsHref,
        @Nullable Wrong wrong)
        implements Page {

    public SecretPage {
        consumers = List.copyOf(consumers);
        knowers = List.copyOf(knowers);
        rotations = List.copyOf(rotations);
    }

    @Override
    public String template() {
        return "secrets/secret.html";
    }

    /** Whether the person to note is what is wrong. */
    public boolean wrongPerson() {
        return wrong != null && wrong.form().equals("person");
    }

    /** Whether the reason to retire it is what is wrong. */
    public boolean wrongRetirement() {
        return wrong != null && wrong.form().equals("retire");
    }

    /**
     * What is known of it.
     *
     * @param keptAt where the value stands
     * @param rotateEvery how long a value may be used
     * @param rotatedAt when it was last replaced; null where the product does not know
     * @param rotateBy by when it has to be, even if nobody leaves
     */
    public record Facts(
            String owner,
            String keptAt,
            String rotateEvery,
            @Nullable Moment rotatedAt,
            Moment rotateBy,
            String registeredBy,
            Moment registeredAt) {}

    /**
     * What it opens.
     *
     * @param href the system; null for those who may not look at it
     * @param account the id of the account whose password it is; empty where it is none's
     */
    public record Place(String system, @Nullable String href, String account) {}

    /** Why it opens nothing any more. */
    public record Retired(String reason, String by, Moment at) {}

    /** Who uses it. */
    public record Consumer(String name, String contact) {}

    /**
     * Who knows it.
     *
     * @param number tells its field from those of the others
     * @param href the person's page; null for those who may not look at it
     * @param strikeHref where a mistake is put right; null where the reader may not
     * @param written what was written as the reason; empty where nothing was
     * @param wrong whether that is no reason
     */
    public record Knower(
            int number,
            String person,
            @Nullable String href,
            Moment since,
            @Nullable String strikeHref,
            String written,
            boolean wrong) {}

    /**
     * Looking for people.
     *
     * @param text what was searched for; empty where nothing was
     */
    public record Search(String text, List<Found> found, boolean more) {
        public Search {
            found = List.copyOf(found);
        }
    }

    /** Somebody who may be meant. */
    public record Found(String id, String person, String workerId, String email) {}

    /**
     * A form that was filled in wrongly.
     *
     * @param form {@code person}, {@code retire}, or the id of who was to be struck off
     * @param written what stands in it
     */
    public record Wrong(String form, String written) {}
}
