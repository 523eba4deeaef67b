package org.confab.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.confab.app.Plan;
import org.confab.callback.CallbackCommand;
import org.confab.callback.CallbackSettings;
import org.confab.callback.DeadLetters;
import org.confab.callback.Subscription;
import org.confab.kernel.Limits;
import org.confab.kernel.Refusal;
import org.confab.member.Banning;
import org.confab.member.Marking;
import org.confab.member.Membership;
import org.confab.room.RoomChange;
import org.confab.room.RoomDraft;
import org.confab.seat.Seating;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the description at /openapi to the code. */
class OpenApiTest {
  private static final OpenAPI API = read();
  private static final Pattern ERRORS = Pattern.compile("Errors: ([0-9, ]+)\\.$");

  private static OpenAPI read() {
    try {
      SwaggerParseResult result =
          new OpenAPIV3Parser()
              .readContents(
                  Files.readString(
                      java.nio.file.Path.of(
                          "src/main/webapp/WEB-INF/classes/META-INF/openapi.yaml")));
      assertThat(result.getMessages()).isEmpty();
      return result.getOpenAPI();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyCommandIsDescribedAndNoOther() {
    List<String> commands =
        new RestApplication()
            .getClasses().stream()
                .filter(resource -> resource.isAnnotationPresent(Path.class))
                .flatMap(
                    resource ->
                        Arrays.stream(resource.getDeclaredMethods())
                            .filter(method -> method.isAnnotationPresent(POST.class))
                            .map(
                                method ->
                                    "/v4/"
                                        + resource.getAnnotation(Path.class).value()
                                        + "/"
                                        + method.getAnnotation(Path.class).value()))
                .toList();

    assertThat(API.getPaths().keySet()).containsExactlyInAnyOrderElementsOf(commands);
  }

  @Test
  void codesAreThoseOfRefusals() {
    List<Integer> known = Arrays.stream(Refusal.values()).map(Refusal::restCode).toList();

    API.getPaths()
        .forEach(
            (path, item) -> {
              Matcher errors = ERRORS.matcher(item.getPost().getDescription());
              assertThat(errors.find()).as(path).isTrue();
              assertThat(errors.group(1).split(", ", -1))
                  .as(path)
                  .extracting(Integer::valueOf)
                  .allMatch(known::contains);
            });
  }

  @Test
  void everyCallbackCanBeAskedFor() {
    Schema<?> list = property("Subscription", "CallbackCommandList");

    assertThat(list.getItems().getEnum().stream().map(Object::toString))
        .allMatch(name -> CallbackCommand.spelled(name).isPresent())
        .containsAll(
            Arrays.stream(CallbackCommand.values())
                .map(CallbackCommand::wireName)
                .collect(Collectors.toSet()));
  }

  static Stream<Arguments> limits() {
    return Stream.of(
        limit("UserId", "", Limits.USER_ID_BYTES),
        limit("RoomId", "", constant(Limits.class, "ROOM_ID_BYTES")),
        limit("RoomSettings", "RoomName", constant(RoomChange.class, "NAME_BYTES")),
        limit("RoomSettings", "CustomInfo", constant(RoomChange.class, "CUSTOM_INFO_BYTES")),
        limit("RoomSettings", "MaxMemberCount", Plan.WHOLE.maxMembers()),
        limit("NewRoom", "MaxSeatCount", Plan.WHOLE.maxSeats()),
        limit(
            "CreateRoomRequest",
            "ScheduleInviteeList_Account",
            constant(RoomDraft.class, "INVITEES")),
        limit("MemberSettings", "NameCard", constant("member.MemberChange", "NAME_CARD_BYTES")),
        limit("MemberSettings", "CustomInfo", constant("member.MemberChange", "CUSTOM_INFO_BYTES")),
        limit("MemberMarks", "Marks", constant("member.Marks", "SET_AT_ONCE")),
        limit("MarkRoomMemberRequest", "MemberList", constant(Marking.class, "MEMBERS_AT_ONCE")),
        limit("KickUserOffSeatRequest", "Data", constant(Seating.class, "DATA_BYTES")),
        limit("Reason", "", constant("member.Departures", "REASON_BYTES")),
        limit("Accounts", "", constant(Membership.class, "KICKED_AT_ONCE")),
        limit("Accounts", "", constant(Banning.class, "AT_ONCE")),
        limit("Subscription", "Url", constant(Subscription.class, "URL_BYTES")),
        limit("SetCallbackTokenRequest", "Token", constant(CallbackSettings.class, "TOKEN_BYTES")),
        limit("DeadLetterIds", "", DeadLetters.NAMED_AT_ONCE),
        limit("GetDeadLetterListRequest", "Count", DeadLetters.NAMED_AT_ONCE),
        limit("AccountItems", "", constant(AccountResource.class, "AT_ONCE")),
        limit(
            "GetRoomMemberListRequest", "Count", constant(MemberResource.class, "MEMBERS_AT_ONCE")),
        limit(
            "GetBannedMemberListRequest",
            "Limit",
            constant(MemberResource.class, "BANNED_AT_ONCE")));
  }

  @ParameterizedTest(name = "{0}.{1} {2}")
  @MethodSource("limits")
  void limitsAreThoseOfTheRules(String schema, String property, int limit) {
    Schema<?> described = property(schema, property);
    Number most =
        Stream.of(described.getMaxLength(), described.getMaxItems(), described.getMaximum())
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();

    assertThat(most.intValue()).isEqualTo(limit);
  }

  private static Arguments limit(String schema, String property, int limit) {
    return Arguments.of(schema, property, limit);
  }

  /** The schema of a property; of the whole, where none is named. */
  private static Schema<?> property(String name, String property) {
    Schema<?> schema =
        Objects.requireNonNull((Schema<?>) API.getComponents().getSchemas().get(name), name);
    if (property.isEmpty()) {
      return schema;
    }
    List<?> parts = schema.getAllOf() == null ? List.of(schema) : schema.getAllOf();
    for (Object part : parts) {
      Map<String, ?> properties = ((Schema<?>) part).getProperties();
      if (properties != null && properties.get(property) instanceof Schema<?> found) {
        return found;
      }
    }
    throw new AssertionError(name + " has no " + property);
  }

  private static int constant(String type, String name) {
    try {
      return constant(Class.forName("org.confab." + type), name);
    } catch (ClassNotFoundException e) {
      throw new LinkageError("There is no class " + type, e);
    }
  }

  private static int constant(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.getInt(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " has no constant " + name, e);
    }
  }
}
