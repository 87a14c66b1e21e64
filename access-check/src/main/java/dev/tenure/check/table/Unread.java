package dev.tenure.check.table;

/**
 * A row, or a cell of one, that could not be used.
 *
 * @param file the file's name
 * @param line the line on which the row begins, from 1
 * @param why what is wrong, and what to do or what was done
 */
public record Unread(String file, long line, String why) {}
