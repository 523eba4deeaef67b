package org.confab.tests.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.trtc.v20190722.TrtcClient;
import com.tencentcloudapi.trtc.v20190722.models.DismissRoomByStrRoomIdRequest;
import com.tencentcloudapi.trtc.v20190722.models.DismissRoomRequest;
import com.tencentcloudapi.trtc.v20190722.models.RemoveUserByStrRoomIdRequest;
import com.tencentcloudapi.trtc.v20190722.models.RemoveUserRequest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The published Java SDK, unmodified, told nothing but the server's address and the keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudApiJourneyIT {
  private final ServerUnderTest server = ServerUnderTest.usual();
  private final Administrator administrator = new Administrator(server);
  private final Keys keys = administrator.keys();
  private final TrtcClient sdk = sdk(keys.secretId(), keys.apiSecretKey());

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aRoomIsDismissedByItsNameOrNumber() throws TencentCloudSDKException {
    administrator.createRoom("weekly");
    administrator.createRoom("4294967295");
    SignalClient ann = SignalClient.of(server, keys, "ann");
    ann.enter("weekly");

    assertThat(sdk.DismissRoomByStrRoomId(dismissal("weekly")).getRequestId()).isNotBlank();
    assertThat(sdk.DismissRoom(dismissal(4294967295L)).getRequestId()).isNotBlank();

    ann.hears("onRoomDismissed");
    for (String gone : new String[] {"weekly", "4294967295"}) {
      JsonNode answer = administrator.rooms("get_room_info", "{\"RoomId\":\"" + gone + "\"}");
      assertThat(answer.path("ErrorCode").asInt()).isEqualTo(100004);
    }
    ann.close();
  }

  @Test
  void usersAreRemovedAllOrNone() throws TencentCloudSDKException {
    administrator.createRoom("77");
    SignalClient bob = SignalClient.of(server, keys, "cloud-bob");
    SignalClient cai = SignalClient.of(server, keys, "cloud-cai");
    bob.enter("77");
    cai.enter("77");

    assertThat(codeOf(() -> sdk.RemoveUser(removal(77L, "cloud-bob", "nobody"))))
        .isEqualTo("InvalidParameter.UserId");
    assertThat(bob.heard("onKickedOutOfRoom")).isFalse();

    sdk.RemoveUser(removal(77L, "cloud-bob"));
    bob.hears("onKickedOutOfRoom");
    RemoveUserByStrRoomIdRequest byName = new RemoveUserByStrRoomIdRequest();
    byName.setSdkAppId(keys.sdkAppId());
    byName.setRoomId("77");
    byName.setUserIds(new String[] {"cloud-cai"});
    sdk.RemoveUserByStrRoomId(byName);
    cai.hears("onKickedOutOfRoom");

    assertThat(codeOf(() -> sdk.RemoveUser(removal(77L)))).isEqualTo("InvalidParameter.UserIds");
    assertThat(codeOf(() -> sdk.RemoveUser(removal(77L, "1,2,3,4,5,6,7,8,9,10,11".split(",", -1)))))
        .isEqualTo("InvalidParameter.UserIds");
    bob.close();
    cai.close();
  }

  @Test
  void whatIsOfTheWrongKindIsSaidByItsCode() {
    administrator.createRoom("88");
    String good = "\"SdkAppId\":" + keys.sdkAppId() + ",\"RoomId\":88";
    Map<String, String> codes =
        Map.of(
            good,
            "MissingParameter.UserIds",
            good + ",\"UserIds\":null",
            "MissingParameter.UserIds",
            good + ",\"UserIds\":\"ann\"",
            "InvalidParameter.UserIds",
            good + ",\"UserIds\":[7]",
            "InvalidParameter.UserIds",
            good + ",\"UserIds\":[\"\"]",
            "InvalidParameter.UserIds",
            "\"SdkAppId\":\"one\",\"RoomId\":88",
            "InvalidParameter.SdkAppId",
            "\"SdkAppId\":" + keys.sdkAppId() + ",\"RoomId\":[]",
            "InvalidParameter.RoomId");
    codes.forEach(
        (fields, code) ->
            assertThat(codeOf(() -> sdk.call("RemoveUser", "{" + fields + "}")))
                .as(fields)
                .isEqualTo(code));
    assertThat(
            codeOf(
                () ->
                    sdk.call(
                        "DismissRoomByStrRoomId",
                        "{\"SdkAppId\":" + keys.sdkAppId() + ",\"RoomId\":88}")))
        .isEqualTo("InvalidParameter.RoomId");
  }

  @Test
  void whatIsNotThereOrMissingIsSaidByItsCode() {
    assertThat(codeOf(() -> sdk.DismissRoom(dismissal(404L))))
        .isEqualTo("FailedOperation.RoomNotExist");
    assertThat(codeOf(() -> sdk.RemoveUser(removal(404L, "ann"))))
        .isEqualTo("FailedOperation.RoomNotExist");
    assertThat(codeOf(() -> sdk.DismissRoom(dismissal(0L)))).isEqualTo("InvalidParameter.RoomId");
    assertThat(codeOf(() -> sdk.DismissRoomByStrRoomId(dismissal(""))))
        .isEqualTo("MissingParameter.RoomId");
    DismissRoomRequest nobodys = new DismissRoomRequest();
    nobodys.setRoomId(1L);
    assertThat(codeOf(() -> sdk.DismissRoom(nobodys))).isEqualTo("MissingParameter.SdkAppId");
    nobodys.setSdkAppId(keys.sdkAppId() + 1);
    assertThat(codeOf(() -> sdk.DismissRoom(nobodys)))
        .isEqualTo("AuthFailure.UnauthorizedOperation");
    assertThat(codeOf(() -> sdk.call("DescribeWeather", "{}"))).isEqualTo("InvalidAction");
    assertThat(administrator.text("/metrics"))
        .containsPattern("confab_command_microseconds_count\\{command=\"cloud/DismissRoom\"} [1-9]")
        .containsPattern(
            "confab_command_refused_total\\{code=\"FailedOperation.RoomNotExist\",command=\"cloud/RemoveUser\"} 1")
        .doesNotContain("DescribeWeather");
  }

  @Test
  void whoHasNotTheKeyIsRefused() {
    administrator.createRoom("guarded");

    assertThat(
            codeOf(
                () ->
                    sdk(keys.secretId(), keys.secretKey())
                        .DismissRoomByStrRoomId(dismissal("guarded"))))
        .isEqualTo("AuthFailure.SignatureFailure");
    assertThat(
            codeOf(
                () ->
                    sdk("AKIDnobody", keys.apiSecretKey())
                        .DismissRoomByStrRoomId(dismissal("guarded"))))
        .isEqualTo("AuthFailure.SecretIdNotFound");
    assertThat(
            administrator
                .rooms("get_room_info", "{\"RoomId\":\"guarded\"}")
                .path("ErrorCode")
                .asInt(-1))
        .isZero();
  }

  @Test
  void aRequestThatIsOldAlteredOrMalformedIsRefused() throws Exception {
    administrator.createRoom("kept");
    String body = "{\"SdkAppId\":" + keys.sdkAppId() + ",\"RoomId\":\"kept\"}";
    SignedRequest request =
        new SignedRequest(server.uri(), keys, Instant.now(), "2019-07-22", body);
    String action = "DismissRoomByStrRoomId";

    assertThat(code(request.send(action, body.replace("kept", "life"))))
        .isEqualTo("AuthFailure.SignatureFailure");
    for (long seconds : new long[] {-330, 330}) {
      assertThat(code(request.at(Instant.now().plusSeconds(seconds)).send(action)))
          .isEqualTo("AuthFailure.SignatureExpire");
    }
    assertThat(code(request.version("2018-03-01").send(action))).isEqualTo("NoSuchVersion");
    assertThat(code(request.body("{").send(action))).isEqualTo("InvalidParameter");
    assertThat(code(request.body("{\"x\":\"" + "x".repeat(1 << 20) + "\"}").send(action)))
        .isEqualTo("RequestSizeLimitExceeded");
    assertThat(code(SignedRequest.post(unsigned()))).isEqualTo("MissingParameter");
    assertThat(code(SignedRequest.post(unsigned().header("X-TC-Action", action))))
        .isEqualTo("AuthFailure.InvalidAuthorization");

    JsonNode answer = request.send(action);
    assertThat(answer.has("Error")).as("the same, unaltered: %s", answer).isFalse();
  }

  @Test
  void whoGetsTheAddressGetsThePage() throws Exception {
    HttpResponse<String> page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.uri().resolve("/")).build(), BodyHandlers.ofString());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type"))
        .get()
        .asString()
        .matches("(?i)text/html(; ?charset=utf-8)?");
    assertThat(page.body()).contains("<html");
  }

  private HttpRequest.Builder unsigned() {
    return HttpRequest.newBuilder(server.uri().resolve("/"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{}"));
  }

  private TrtcClient sdk(String secretId, String secretKey) {
    HttpProfile http = new HttpProfile();
    http.setProtocol(HttpProfile.REQ_HTTP);
    http.setEndpoint(server.uri().getAuthority());
    ClientProfile profile = new ClientProfile();
    profile.setHttpProfile(http);
    return new TrtcClient(new Credential(secretId, secretKey), "", profile);
  }

  private DismissRoomRequest dismissal(long roomId) {
    DismissRoomRequest request = new DismissRoomRequest();
    request.setSdkAppId(keys.sdkAppId());
    request.setRoomId(roomId);
    return request;
  }

  private DismissRoomByStrRoomIdRequest dismissal(String roomId) {
    DismissRoomByStrRoomIdRequest request = new DismissRoomByStrRoomIdRequest();
    request.setSdkAppId(keys.sdkAppId());
    request.setRoomId(roomId);
    return request;
  }

  private RemoveUserRequest removal(long roomId, String... userIds) {
    RemoveUserRequest request = new RemoveUserRequest();
    request.setSdkAppId(keys.sdkAppId());
    request.setRoomId(roomId);
    request.setUserIds(userIds);
    return request;
  }

  private static String codeOf(ThrowingCallable call) {
    TencentCloudSDKException refused = catchThrowableOfType(TencentCloudSDKException.class, call);
    assertThat(refused).as("the exception of the SDK").isNotNull();
    assertThat(refused.getRequestId()).isNotBlank();
    return refused.getErrorCode();
  }

  private static String code(JsonNode response) {
    assertThat(response.path("RequestId").asText()).isNotBlank();
    return response.at("/Error/Code").asText();
  }
}
