package dev.tenure.check.table;

import java.util.List;

/**
 * One row of a file.
 *
 * @param line the line on which it begins, from 1
 * @param cells its cells, as many as the header has
 */
public record Row(long line, List<String> cells) {}
