package dev.shutterhook.core.request;

/**
 * One fault of a request.
 *
 * @param field the field's name; empty for the request as a whole
 * @param message what is wrong and what would be right, for the client
 */
public record Fault(String field, String message) {}
