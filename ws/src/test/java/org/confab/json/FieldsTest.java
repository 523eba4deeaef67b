package org.confab.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  private final Fields fields =
      Fields.of(
          Json.read(
              "{\"RoomInfo\":{\"RoomId\":7,\"Big\":99999999999,\"Half\":1.5},\"Null\":null,\"List\":[1]}"));

  @Test
  void theSentenceNamesTheFieldWithItsPath() {
    assertThatThrownBy(() -> fields.object("RoomInfo").text("RoomId"))
        .hasMessage("RoomInfo.RoomId must be a string.");
    assertThatThrownBy(() -> fields.object("RoomInfo").text("Name"))
        .hasMessage("RoomInfo.Name is missing.");
    assertThatThrownBy(() -> fields.object("RoomInfo").numberOrNull("Big"))
        .hasMessage("RoomInfo.Big is out of range.");
    assertThatThrownBy(() -> fields.object("RoomInfo").numberOrNull("Half"))
        .hasMessage("RoomInfo.Half must be a whole number.");
    assertThatThrownBy(() -> fields.texts("List", 5)).hasMessage("List must be a list of strings.");
    assertThatThrownBy(() -> fields.texts("List", 0)).hasMessageContaining("List has 1 entries");
  }

  @Test
  void numbersMayStandInTextsWhereTheSpecificationWavers() {
    Fields wavering = Fields.of(Json.read("{\"A\":1,\"B\":\"2\",\"C\":\"\",\"D\":\"x\"}"));
    assertThat(wavering.numeralOrNull("A")).isEqualTo(1);
    assertThat(wavering.numeralOrNull("B")).isEqualTo(2);
    assertThat(wavering.numeralOrNull("C")).isNull();
    assertThatThrownBy(() -> wavering.numeralOrNull("D")).hasMessage("D must be a whole number.");
  }

  @Test
  void listsOfNumbersHoldNothingElse() {
    assertThat(fields.numbers("List", 5)).containsExactly(1);
    Fields others = Fields.of(Json.read("{\"A\":[1.5],\"B\":[\"1\"],\"C\":[99999999999]}"));
    assertThatThrownBy(() -> others.numbers("A", 5)).hasMessageContaining("A must be");
    assertThatThrownBy(() -> others.numbers("B", 5)).hasMessageContaining("B must be");
    assertThatThrownBy(() -> others.numbers("C", 5)).hasMessageContaining("out of range");
  }

  @Test
  void textsAreWhole() {
    Fields texts =
        Fields.of(Json.read("{\"A\":\"nul\\u0000\",\"B\":\"half\\ud800\",\"C\":[\"\\udc00\"]}"));
    assertThatThrownBy(() -> texts.text("A")).hasMessage("A holds a NUL character.");
    assertThatThrownBy(() -> texts.textOrNull("B")).hasMessageContaining("B holds half a");
    assertThatThrownBy(() -> texts.texts("C", 5)).hasMessageContaining("C holds half a");
  }

  @Test
  void nullCountsAsAbsent() {
    assertThat(fields.textOrNull("Null")).isNull();
    assertThat(fields.has("Null")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":1}{", "{\"a\":1,\"a\":2}", "nul", "{'a':1}"})
  void whatIsNotJsonIsRefused(String text) {
    assertThatThrownBy(() -> Fields.of(Json.read(text)))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.refusal()).isEqualTo(Refusal.MALFORMED_JSON));
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> Json.read("[".repeat(1000) + "]".repeat(1000)))
        .isInstanceOf(Problem.class);
  }

  @Test
  void aRepeatedNameIsSaid() {
    assertThatThrownBy(() -> Json.read("{\"RoomId\":1,\"RoomId\":2}"))
        .hasMessageContaining("repeats the name RoomId");
    assertThatThrownBy(
            () -> Json.read("{\"a\":{\"" + "b".repeat(99) + "\":1,\"" + "b".repeat(99) + "\":1}}"))
        .hasMessageContaining("b".repeat(64) + "…");
  }

  @Test
  void onlyUtf8IsRead() {
    assertThat(Json.read("\ufeff{\"a\":\"会😀\"}".getBytes(UTF_8)).path("a").asText())
        .as("a byte order mark is let pass")
        .isEqualTo("会😀");
    assertThatThrownBy(() -> Json.read("{\"a\":\"ä\"}".getBytes(ISO_8859_1)))
        .hasMessage("The body is not UTF-8.");
    assertThatThrownBy(() -> Json.read("{\"a\":1}".getBytes(UTF_16LE))).isInstanceOf(Problem.class);
  }

  @Test
  void idsOfUsersThatAreNoStringsHaveACodeOfTheirOwn() {
    Fields ids = Fields.of(Json.read("{\"A\":7,\"B\":[\"x\",null],\"C\":[\"x\"],\"D\":\"x\"}"));
    assertThat(ids.account("D")).isEqualTo("x");
    assertThat(ids.accounts("C", 1)).containsExactly("x");
    assertThat(ids.accountOrNull("E")).isNull();
    refused(Refusal.ACCOUNT_NO_STRING, () -> ids.account("A"));
    refused(Refusal.ACCOUNT_NO_STRING, () -> ids.accounts("B", 2));
    refused(Refusal.INVALID_ARGUMENT, () -> ids.account("E"));
    refused(Refusal.INVALID_ARGUMENT, () -> ids.accounts("D", 2));
  }

  private static void refused(Refusal refusal, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.refusal()).isEqualTo(refusal));
  }
}
