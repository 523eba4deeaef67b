package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Reads arrays. */
final class Lists {
  private Lists() {}

  /** The entries of an array; none, where there is none. */
  static <T> List<T> of(JsonNode array, Function<JsonNode, T> entry) {
    return StreamSupport.stream(array.spliterator(), false).map(entry).toList();
  }
}
