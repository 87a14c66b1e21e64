package dev.tenure.web.page;

/** What one page shows, worked out to the last word: a template only places it. */
public interface Page {

    /** The template, by its path below {@code templates}. It declares this type as {@code page}. */
    String template();
}
