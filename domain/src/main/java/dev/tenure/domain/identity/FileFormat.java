package dev.tenure.domain.identity;

import java.util.Optional;

/**
 * How the text of a worker file is laid out.
 *
 * @param charset the encoding's IANA name; a byte order mark in the file outranks it
 * @param separator between columns; empty where each file's header decides
 * @param quote around cells that hold a separator, a line break or itself, which is then doubled
 */
public record FileFormat(String charset, Optional<Character> separator, char quote) {

    /** UTF-8 with commas and double quotes. */
    public static final FileFormat USUAL = new FileFormat("UTF-8", Optional.of(','), '"');
}
